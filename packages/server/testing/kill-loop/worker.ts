// A process of the kill loop: writes without pause and says what was acknowledged. Its parent kills it.
// node worker.ts serve|import DATA_DIR LANE=FIRST…
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@lastmile/domain'
import { systemClock, type Tx, withActor } from '../../src/platform/db/index.ts'
import { isAppError } from '../../src/platform/errors/index.ts'
import { once } from '../../src/platform/idempotency/index.ts'
import { findJob, Jobs } from '../../src/platform/jobs/index.ts'
import { Sealer } from '../../src/platform/ledger/index.ts'
import { type Database, openDatabase } from '../../src/platform/postgres/index.ts'
import { ACCOUNT, countingJob, JOB_STEPS, ORG } from './load.ts'

const [role = '', dataDir = '', ...lanes] = process.argv.slice(2)
const actor = { userId: ACCOUNT, role: 'system', orgPath: ORG } as const
const context = { clock: systemClock, purpose: 'kill-loop' }
const say = (line: string) => process.stdout.write(`${line}\n`)
let stopping = false

/** Tries until the database has answered, as a client does that keeps its idempotency key. */
async function insist<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T | null> {
  while (!stopping) {
    try {
      return await withActor(db, actor, context, work)
    } catch (error) {
      if (!isAppError(error, 'database_unavailable')) throw error
      await sleep(50)
    }
  }
  return null
}

/** One client: write n, wait for the answer, write n + 1. */
async function runLane(db: Database, lane: string, first: number): Promise<void> {
  for (let n = first; !stopping; n++) {
    const key = `${lane}-${n}`
    const answer = await insist(db, (tx) =>
      once(tx, key, 'kill-loop.write', { n }, async () => {
        const id = newId()
        await tx.execute(
          `INSERT INTO stored_file (id, owner_id, org_path, name, mime, size, sha256, created_at)
           VALUES ($1, $2, $3, $4, 'text/plain', 0, '', $5)`,
          [id, ACCOUNT, ORG, key, tx.now],
        )
        tx.ledger({ action: 'kill.write', objectKind: 'file', objectId: id, data: { key } })
        return { id }
      }),
    )
    if (answer) say(`ack ${key}`)
  }
}

/** One job after another, as imports come. */
async function runImports(db: Database, jobs: Jobs): Promise<void> {
  while (!stopping) {
    const id = await insist(db, (tx) =>
      jobs.create(tx, {
        kind: 'count',
        title: { zh: '数数', en: 'Count' },
        orgPath: ORG,
        total: JOB_STEPS,
      }),
    )
    for (let done = -1; id && !stopping; ) {
      const state = await insist(db, (tx) => findJob(tx, id))
      if (!state || !['queued', 'running'].includes(state.state)) break
      if (state.done > done) say(`progress ${id} ${state.done}`)
      done = state.done
      await sleep(100)
    }
  }
}

const db = await openDatabase({
  dataDir,
  onEvent: (event) =>
    say(event.kind === 'failed' ? `event failed ${event.error.message}` : `event ${event.kind}`),
})
const sealer = new Sealer(db, { clock: systemClock, everyMs: 200 })
const jobs = new Jobs({ db, clock: systemClock, kinds: [countingJob] })
process.on('SIGTERM', () => {
  stopping = true
})
say('ready')
const starts = lanes.map((lane) => lane.split('=') as [string, string])
await jobs.work()
await Promise.all([
  ...starts.map(([lane, first]) => runLane(db, lane, Number(first))),
  ...(role === 'import' ? [runImports(db, jobs)] : []),
])
await jobs.stop()
await sealer.stop()
await db.close()
say('closed')
