import { newId } from '@lastmile/domain'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Area, DISTRICT, idNumber, makeArea } from '../../../../testing/area.ts'
import { fixedClock, testLibrary, testLibrarySource } from '../../../../testing/index.ts'
import { factColumn } from '../../../platform/db/index.ts'
import { type JobKind, Jobs } from '../../../platform/jobs/index.ts'
import { askForNight, nightOf } from './nights.ts'
import { screeningJobKind } from './screening-job.ts'

interface Runs {
  next: string
  runs: {
    id: string
    reason: string
    state: string
    done: number
    total: number | null
    opened: number | null
    failed: number | null
    failures: { headName: string; reason: string }[]
  }[]
}

/** More than one step of households. */
const HOUSEHOLDS = 70
const POOR = {
  is_shanghai_hukou: true,
  has_car: false,
  has_non_residential_property: false,
  financial_assets: 20_000,
}

describe('the nightly screening', () => {
  let area: Area
  const ids: string[] = []
  let open: Jobs[] = []

  beforeAll(async () => {
    area = await makeArea()
    const cadre = await area.as('cadre')
    for (let n = 0; n < HOUSEHOLDS; n++)
      ids.push(await area.openHousehold({ name: '何家', idNumber: idNumber('1971-03-04', n + 1) }))
    const poor = await cadre.post(`/households/${ids[0]}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries({ ...POOR, monthly_income: 600 }).map(([fact, value]) => ({
        entityKind: 'household',
        entityId: ids[0],
        fact,
        value,
        validFrom: '2025-06-16',
      })),
    })
    expect(poor.status).toBe(200)
    await area.rows('DELETE FROM gap')
    await area.rows('DELETE FROM screening')
  })
  afterEach(async () => {
    await Promise.all(open.map((jobs) => jobs.stop()))
    open = []
    await area.rows('DELETE FROM job')
    await area.rows('DELETE FROM jobs.job')
    await area.rows("DELETE FROM setting WHERE key LIKE 'screening%'")
    await area.rows('DELETE FROM gap')
    await area.rows('DELETE FROM screening')
  })
  afterAll(() => area.close())

  function jobsOf(...kinds: JobKind[]): Jobs {
    const jobs = new Jobs({ db: area.test.database, clock: area.app.clock, kinds })
    open.push(jobs)
    return jobs
  }
  const night = (jobs: Jobs, clock = fixedClock()) =>
    askForNight({ db: area.test.database, clock, jobs, districtPath: DISTRICT })
  const kind = () => screeningJobKind(area.app.modules.policies)
  const screened = async () => (await area.rows('SELECT household_id FROM screening')).length

  it('screens every household, finds the gap again, and says in the ledger what it came to', async () => {
    const jobs = jobsOf(kind())
    await jobs.work()
    const id = await night(jobs)
    if (!id) throw new Error('no night')
    const end = await jobs.wait(id)
    expect(end).toMatchObject({ state: 'done', done: HOUSEHOLDS, total: HOUSEHOLDS })
    expect(end.result).toMatchObject({ reason: 'night', households: HOUSEHOLDS, failed: 0 })
    expect(await screened()).toBe(HOUSEHOLDS)
    expect(await area.rows("SELECT 1 FROM gap WHERE policy = 'dibao' AND state = 'open'")).toHaveLength(1)
    const [entry] = await area.rows<{ data: Record<string, number>; actor_id: string | null }>(
      "SELECT data, actor_id FROM ledger_entry WHERE action = 'screening.finish' AND object_id = $1",
      [id],
    )
    expect(entry).toMatchObject({ actor_id: null, data: { households: HOUSEHOLDS, failed: 0 } })
    expect(entry?.data.opened).toBe((await area.rows('SELECT 1 FROM gap')).length)
  })

  it('goes on where it stood when the server stops, and screens nobody twice', async () => {
    let looks = 0
    const interrupted: Jobs = jobsOf(
      screeningJobKind({
        holder: {
          current: async () => {
            looks += 1
            if (looks === 1) void interrupted.stop()
            return { source: testLibrarySource(), library: testLibrary() }
          },
        },
      }),
    )
    await interrupted.work()
    const id = await night(interrupted)
    if (!id) throw new Error('no night')
    await expect
      .poll(async () => (await area.rows("SELECT 1 FROM job WHERE state = 'queued' AND done > 0")).length, {
        timeout: 20_000,
      })
      .toBe(1)
    const before = await screened()
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(HOUSEHOLDS)
    const second = jobsOf(kind())
    await second.work()
    expect((await second.wait(id)).result).toMatchObject({ households: HOUSEHOLDS, failed: 0 })
    expect(await screened()).toBe(HOUSEHOLDS)
  })

  it('names the household that could not be read, and screens all others', async () => {
    const column = factColumn('assistance_class')
    await area.rows(
      `INSERT INTO household_now (household_id, org_path, updated_at, ${column})
       SELECT id, org_path, now(), 'withdrawn' FROM household WHERE id = $1
       ON CONFLICT (household_id) DO UPDATE SET ${column} = 'withdrawn'`,
      [ids[7]],
    )
    try {
      const jobs = jobsOf(kind())
      await jobs.work()
      const id = await night(jobs)
      if (!id) throw new Error('no night')
      expect((await jobs.wait(id)).result).toMatchObject({
        households: HOUSEHOLDS - 1,
        failed: 1,
        failures: [{ householdId: ids[7], reason: expect.stringContaining('assistance_class') }],
      })
      const bureau = await area.as('bureau')
      const { body } = await bureau.get<Runs>('/screenings')
      expect(body.runs[0]).toMatchObject({ failed: 1, failures: [{ headName: '何家' }] })
      // The administrator keeps the system running and sees no household.
      const administrator = await area.as('administrator')
      expect((await administrator.get<Runs>('/screenings')).body.runs[0]).toMatchObject({
        failed: 1,
        failures: [],
      })
    } finally {
      await area.rows(`UPDATE household_now SET ${column} = NULL WHERE household_id = $1`, [ids[7]])
    }
  })

  it('begins at two in Shanghai, once, whatever the number of servers and however long they were down', async () => {
    expect(nightOf(new Date('2025-06-15T17:59:00Z'))).toBe('2025-06-15')
    expect(nightOf(new Date('2025-06-15T18:00:00Z'))).toBe('2025-06-16')
    const jobs = jobsOf(kind())
    const clock = fixedClock()
    const asked = (await Promise.all([night(jobs, clock), night(jobs, clock), night(jobs, clock)])).filter(
      (id) => id !== null,
    )
    expect(asked).toHaveLength(1)
    expect(await night(jobs, clock)).toBeNull()
    clock.advance(3 * 86_400_000)
    // The one that still waits does for this night too.
    expect(await night(jobs, clock)).toBe(asked[0])
    expect(await area.rows('SELECT 1 FROM job')).toHaveLength(1)
  })

  it('is asked for by bureau and administrator, once at a time, and by nobody else', async () => {
    for (const person of ['cadre', 'backbone', 'supervisor', 'resident', 'auditor'] as const) {
      const client = await area.as(person)
      expect((await client.post('/screenings')).status).toBe(403)
      expect((await client.get('/screenings')).status).toBe(403)
    }
    const bureau = await area.as('bureau')
    const administrator = await area.as('administrator')
    const first = await bureau.post<{ jobId: string }>('/screenings')
    const second = await administrator.post<{ jobId: string }>('/screenings')
    expect(first.status).toBe(200)
    expect(second.body.jobId).toBe(first.body.jobId)
    const { body } = await bureau.get<Runs>('/screenings')
    expect(body.runs).toMatchObject([{ id: first.body.jobId, reason: 'asked', state: 'queued' }])
    expect(new Date(body.next) > area.app.clock.now()).toBe(true)
  })
})
