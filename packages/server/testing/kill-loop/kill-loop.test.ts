import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareDatabase, systemClock } from '../../src/platform/db/index.ts'
import { Jobs } from '../../src/platform/jobs/index.ts'
import { sealLedger, verifyLedger } from '../../src/platform/ledger/index.ts'
import { type Database, discardDatabase, openDatabase } from '../../src/platform/postgres/index.ts'
import { killLoop, type Victim } from './kill-loop.ts'
import { countingJob, JOB_STEPS } from './load.ts'
import { postmasterPid } from './postmaster-pid.ts'

/** One round of five; the whole count in the long run. */
const ROUND: readonly Victim[] = ['server', 'database', 'importer', 'everything', 'starting']
const ROUNDS = process.env.LASTMILE_LONG === '1' ? 30 : 3
const SEED = Number(process.env.LASTMILE_SEED ?? Date.now() % 1_000_000)

let folder: string
let dataDir: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lastmile-kill-'))
  chmodSync(folder, 0o711)
  dataDir = join(folder, 'data')
  const db = await openDatabase({ dataDir })
  await prepareDatabase(db)
  await db.close()
})
afterAll(async () => {
  await discardDatabase(dataDir)
  rmSync(folder, { recursive: true, force: true })
})

/** Mulberry32: the moments of a run come back with its seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function count(db: Database, sql: string, values: unknown[] = []): Promise<number> {
  const result = await db.adminPool?.query<{ n: number }>(sql, values)
  return result?.rows[0]?.n ?? Number.NaN
}

/** Lets the jobs that were cut off come to their end, which waits for the heartbeat of dead processes. */
async function finishJobs(db: Database): Promise<number> {
  const jobs = new Jobs({ db, clock: systemClock, kinds: [countingJob] })
  await jobs.work()
  try {
    const rows = (await db.adminPool?.query<{ id: string }>('SELECT id FROM job'))?.rows ?? []
    const ends = await Promise.all(rows.map(({ id }) => jobs.wait(id)))
    expect(ends.filter((end) => end.state !== 'done')).toEqual([])
    return ends.length
  } finally {
    await jobs.stop()
  }
}

it(`loses nothing that was acknowledged and doubles nothing (seed ${SEED})`, async () => {
  const victims = Array.from({ length: ROUNDS }, () => ROUND).flat()
  const { acknowledged, kills } = await killLoop({
    dataDir,
    victims,
    random: randomFrom(SEED),
    onProgress: (line) => process.env.LASTMILE_VERBOSE && console.log(line),
  })
  expect(Object.values(kills)).toEqual(ROUND.map(() => ROUNDS))
  expect(postmasterPid(dataDir)).toBeNull()

  const db = await openDatabase({ dataDir })
  try {
    const jobs = await finishJobs(db)
    expect(jobs).toBeGreaterThan(0)
    const keys = [...acknowledged]
    expect(keys.length).toBeGreaterThan(victims.length * 4)
    const present = 'SELECT count(DISTINCT key) AS n FROM idempotency_key WHERE key = ANY ($1)'
    expect(await count(db, present, [keys])).toBe(keys.length)
    // A write is three rows in one transaction; a key that came twice has made them once.
    const writes = await count(
      db,
      "SELECT count(*) AS n FROM idempotency_key WHERE operation = 'kill-loop.write'",
    )
    expect(await count(db, "SELECT count(*) AS n FROM stored_file WHERE name LIKE '__-%'")).toBe(writes)
    expect(await count(db, "SELECT count(DISTINCT name) AS n FROM stored_file WHERE name LIKE '__-%'")).toBe(
      writes,
    )
    const entries =
      "SELECT count(*) AS n, count(DISTINCT data->>'key') AS keys FROM ledger_entry WHERE action = 'kill.write'"
    expect((await db.adminPool?.query(entries))?.rows).toEqual([{ n: writes, keys: writes }])
    // Each step of each job once.
    const steps = "SELECT count(*) AS n, count(DISTINCT name) AS steps FROM stored_file WHERE name LIKE '%/%'"
    expect((await db.adminPool?.query(steps))?.rows).toEqual([
      { n: jobs * JOB_STEPS, steps: jobs * JOB_STEPS },
    ])
    await sealLedger(db, systemClock)
    expect(await verifyLedger(db)).toMatchObject({ ok: true, entries: writes, unsealed: 0 })
    console.log(
      `kill loop: ${victims.length} kills, ${keys.length} acknowledged of ${writes} writes, ${jobs} jobs`,
    )
  } finally {
    await db.close()
  }
}, 3_600_000)
