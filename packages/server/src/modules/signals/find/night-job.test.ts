import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import { factColumn } from '../../../platform/db/index.ts'
import { Jobs } from '../../../platform/jobs/index.ts'
import { requestSignals, signalJobKind } from './night-job.ts'

/** More than one step. */
const HOUSEHOLDS = process.env.LASTMILE_LONG ? 5_000 : 210

describe('the night of signals', () => {
  let area: Area
  const ids: string[] = []

  beforeAll(async () => {
    area = await makeArea()
    const cadre = await area.as('cadre')
    ids.push(await area.openHousehold({ name: '何家', idNumber: idNumber('1950-03-04', 1) }))
    await cadre.post(`/households/${ids[0]}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [
        {
          entityKind: 'household',
          entityId: ids[0],
          fact: 'house_grade',
          value: 'D',
          validFrom: '2025-06-16',
        },
      ],
    })
    // The others as copies of rows: what matters is that there are many.
    await area.rows(
      `CREATE TEMP TABLE other AS SELECT gen_random_uuid() AS h, gen_random_uuid() AS p FROM generate_series(2, ${HOUSEHOLDS})`,
    )
    await area.rows(`INSERT INTO household (id, no, org_path, head_name, source, created_at, updated_at)
      SELECT o.h, 'T' || left(o.h::text, 8), org_path, '某家', 'test', created_at, updated_at FROM household, other o WHERE household.id = '${ids[0]}'`)
    await area.rows(`INSERT INTO person (id, household_id, org_path, name, name_pinyin, birth_date, source, created_at, updated_at)
      SELECT o.p, o.h, org_path, '某人', 'mou ren', birth_date, 'test', created_at, updated_at FROM person, other o WHERE household_id = '${ids[0]}'`)
    await area.rows(`INSERT INTO membership (id, household_id, person_id, org_path, relation, from_date)
      SELECT gen_random_uuid(), o.h, o.p, org_path, relation, from_date FROM membership, other o WHERE household_id = '${ids[0]}'`)
    await area.rows(`INSERT INTO household_now (household_id, org_path, updated_at, ${factColumn('house_grade')})
      SELECT o.h, org_path, updated_at, 'C' FROM household, other o WHERE household.id = '${ids[0]}'`)
    await area.rows('DELETE FROM signal_basis')
    await area.rows('DELETE FROM signal')
  })
  afterAll(() => area.close())

  const night = async (): Promise<Record<string, unknown>> => {
    const jobs = new Jobs({
      db: area.test.database,
      clock: area.app.clock,
      kinds: [signalJobKind(area.app.modules.signals)],
    })
    await jobs.work()
    try {
      const id = await area.system((tx) => requestSignals(tx, jobs))
      expect(await area.system((tx) => requestSignals(tx, jobs))).toBe(id)
      const done = await jobs.wait(id)
      expect(done).toMatchObject({ state: 'done' })
      return done.result ?? {}
    } finally {
      await jobs.stop()
    }
  }

  it('looks at every household in steps, names who could not be read, and raises nothing twice', async () => {
    const odd = (
      await area.rows<{ id: string }>("SELECT id FROM household WHERE head_name = '某家' LIMIT 1")
    )[0]?.id
    await area.rows(
      `UPDATE household_now SET ${factColumn('assistance_class')} = 'odd' WHERE household_id = $1`,
      [odd],
    )
    expect(await night()).toMatchObject({
      households: HOUSEHOLDS - 1,
      raised: HOUSEHOLDS - 1,
      lapsed: 0,
      climbed: 0,
      failed: 1,
      failures: [{ householdId: odd, reason: expect.stringContaining('assistance_class') }],
    })
    expect(await night()).toMatchObject({ raised: 0, failed: 1 })
    const [entry] = await area.rows<{ data: object }>(
      "SELECT data FROM ledger_entry WHERE action = 'signal.night' ORDER BY seq LIMIT 1",
    )
    expect(entry?.data).toMatchObject({ households: HOUSEHOLDS - 1, raised: HOUSEHOLDS - 1 })
  })

  it('gives the work of a place to its cadres, and lets what is overdue climb', async () => {
    const owners = await area.rows<{ owner_id: string | null; n: number }>(
      "SELECT owner_id, count(*)::int AS n FROM signal WHERE state = 'open' GROUP BY 1",
    )
    expect(owners).toEqual([{ owner_id: (await area.as('cadre')).accountId, n: HOUSEHOLDS - 1 }])
    area.later(22 * 86_400_000)
    expect(await night()).toMatchObject({ climbed: HOUSEHOLDS - 1 })
  })
})
