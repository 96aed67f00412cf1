import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, createTestDatabase, fixedClock, type TestDatabase } from '../../../testing/database.ts'
import { withActor } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { JobKind, JobRun } from './job-kind.ts'
import { cancelJob, claimJob, findJob } from './job-store.ts'
import { Jobs } from './jobs.ts'
import { runJob } from './run-job.ts'

const clock = fixedClock()
const owner = actorOf('backbone', '310118/310118001/')
const system = { userId: '', role: 'system', orgPath: '' } as const
const context = { clock, purpose: 'test' }
let test: TestDatabase
let open: Jobs[] = []

beforeAll(async () => {
  test = await createTestDatabase()
})
afterEach(async () => {
  await Promise.all(open.map((jobs) => jobs.stop()))
  open = []
  await test.superPool.query('DELETE FROM job; DELETE FROM setting; DELETE FROM jobs.job')
})
afterAll(() => test.close())

function jobsOf(...kinds: JobKind[]): Jobs {
  const jobs = new Jobs({ db: test.database, clock, kinds })
  open.push(jobs)
  return jobs
}

/** Counts from the checkpoint to `to`, one row of `setting` a step. */
function counter(
  to: number,
  between: (n: number, run: JobRun) => Promise<void> = async () => undefined,
): JobKind {
  return {
    kind: 'count',
    run: async (run) => {
      for (let n = Number(run.checkpoint.next ?? 0); n < to; n++) {
        await between(n, run)
        await run.step(async (tx) => {
          await tx.execute("INSERT INTO setting (key, value, updated_at) VALUES ('n' || $1::text, '1', $2)", [
            n,
            tx.now,
          ])
          return { checkpoint: { next: n + 1 }, done: n + 1, total: to }
        })
      }
      return { counted: to }
    },
  }
}

const create = (jobs: Jobs, kind = 'count') =>
  withActor(test.database, owner, context, (tx) =>
    jobs.create(tx, { kind, title: { zh: '数数', en: 'Count' }, orgPath: owner.orgPath }),
  )
const counted = async () =>
  (await test.superPool.query("SELECT count(*) AS n FROM setting WHERE key LIKE 'n%'")).rows[0]?.n
const stateOf = (id: string) => withActor(test.database, owner, context, (tx) => findJob(tx, id))

describe('a job', () => {
  it('runs once it is committed, shows its progress to its owner, and keeps its result', async () => {
    const jobs = jobsOf(counter(3))
    await jobs.work()
    const seen: number[] = []
    const id = await create(jobs)
    const end = await jobs.wait(id, (state) => seen.push(state.done))
    expect(end).toMatchObject({ state: 'done', done: 3, total: 3, result: { counted: 3 }, error: null })
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(await stateOf(id)).toMatchObject({ state: 'done' })
    expect(
      await withActor(test.database, actorOf('backbone', owner.orgPath), context, (tx) => findJob(tx, id)),
    ).toBeNull()
    expect(await counted()).toBe(3)
  })

  it('does not exist when its transaction is rolled back', async () => {
    const jobs = jobsOf(counter(1))
    await jobs.work()
    const failing = withActor(test.database, owner, context, async (tx) => {
      await jobs.create(tx, { kind: 'count', title: { zh: '', en: '' }, orgPath: owner.orgPath })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    const { rows } = await test.superPool.query(
      'SELECT (SELECT count(*) FROM job) AS rows, (SELECT count(*) FROM jobs.job) AS messages',
    )
    expect(rows).toEqual([{ rows: 0, messages: 0 }])
  })

  it('fails with the text of a known error, and as job_failed with any other; then goes on when resumed', async () => {
    let broken = true
    const errors: unknown[] = []
    const kind = counter(4, async (n) => {
      if (n === 2 && broken) throw new TypeError('oh')
    })
    const jobs = new Jobs({ db: test.database, clock, kinds: [kind], onError: (error) => errors.push(error) })
    open.push(jobs)
    await jobs.work()
    const id = await create(jobs)
    expect(await jobs.wait(id)).toMatchObject({ state: 'failed', done: 2, error: { code: 'job_failed' } })
    expect(errors).toEqual([expect.any(TypeError)])
    broken = false
    expect(await withActor(test.database, owner, context, (tx) => jobs.resume(tx, id))).toBe(true)
    expect(await jobs.wait(id)).toMatchObject({ state: 'done', done: 4 })
    expect(await counted()).toBe(4)

    const refusing = jobsOf({
      kind: 'refuse',
      run: async () => {
        throw new AppError('backup_admin_missing')
      },
    })
    await refusing.work()
    const refused = await create(refusing, 'refuse')
    const end = await refusing.wait(refused)
    expect(end).toMatchObject({
      state: 'failed',
      error: { code: 'backup_admin_missing', en: expect.stringContaining('ADMIN') },
    })
  })

  it('is cancelled after its step by its owner only, and keeps what it did', async () => {
    const jobs = jobsOf(
      counter(1000, async (n, run) => {
        if (n !== 2) return
        const stranger = actorOf('backbone', owner.orgPath)
        expect(await withActor(test.database, stranger, context, (tx) => cancelJob(tx, run.id))).toBe(false)
        expect(await withActor(test.database, owner, context, (tx) => cancelJob(tx, run.id))).toBe(true)
      }),
    )
    await jobs.work()
    const id = await create(jobs)
    expect(await jobs.wait(id)).toMatchObject({ state: 'cancelled', done: 3 })
    expect(await counted()).toBe(3)
    expect(await withActor(test.database, owner, context, (tx) => cancelJob(tx, id))).toBe(false)
  })

  it('stops between steps when the process stops, and goes on in the next one', async () => {
    let reached: () => void = () => undefined
    const atTwo = new Promise<void>((resolve) => {
      reached = resolve
    })
    const first = jobsOf(
      counter(5, async (n, run) => {
        if (n !== 2) return
        reached()
        await new Promise((resolve) => run.signal.addEventListener('abort', resolve))
      }),
    )
    await first.work()
    const id = await create(first)
    await atTwo
    await first.stop()
    expect(await stateOf(id)).toMatchObject({ state: 'queued', done: 2 })
    const second = jobsOf(counter(5))
    await second.work()
    expect(await second.wait(id)).toMatchObject({ state: 'done', done: 5 })
    expect(await counted()).toBe(5)
  })

  it('is taken over as a whole: the former holder cannot commit another step', async () => {
    const jobs = jobsOf(counter(9))
    const id = await create(jobs)
    const kind = counter(3, async (n) => {
      if (n === 1) await withActor(test.database, system, context, (tx) => claimJob(tx, id))
    })
    const signal = new AbortController().signal
    const outcome = await runJob({ db: test.database, clock }, new Map([['count', kind]]), id, signal)
    expect(outcome).toBe('finished')
    expect(await stateOf(id)).toMatchObject({ state: 'running', done: 1 })
    expect(await counted()).toBe(1)
    await jobs.work()
    expect(await jobs.wait(id)).toMatchObject({ state: 'done', done: 9 })
    expect(await counted()).toBe(9)
  })

  it('is given up when it was picked up again and again without a step', async () => {
    const jobs = jobsOf(counter(2))
    const id = await create(jobs)
    for (let n = 0; n < 4; n++) await withActor(test.database, system, context, (tx) => claimJob(tx, id))
    await jobs.work()
    expect(await jobs.wait(id)).toMatchObject({ state: 'failed', error: { code: 'job_gave_up' } })
  })

  it('that lost its message is found and gets another', async () => {
    const jobs = jobsOf(counter(2))
    const id = await create(jobs)
    await test.superPool.query('DELETE FROM jobs.job')
    await jobs.work()
    expect(await jobs.wait(id)).toMatchObject({ state: 'done' })
  })
})

it('the application role may use the queue and change nothing of its structure', async () => {
  for (const statement of [
    'DROP TABLE jobs.version',
    'CREATE TABLE jobs.other (id int)',
    'ALTER TABLE jobs.queue ADD x int',
  ]) {
    await expect(test.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
  }
})
