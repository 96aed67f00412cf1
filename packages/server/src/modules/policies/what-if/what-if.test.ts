import { gunzipSync } from 'node:zlib'
import { newId } from '@lastmile/domain'
import { decideHousehold } from '@lastmile/rules'
import {
  changedLibrary,
  decodePopulation,
  type FigureChange,
  type PartLine,
  type Simulation,
  Simulator,
  webassemblyPlan,
} from '@lastmile/rules/population'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Area,
  type AreaPerson,
  idNumber,
  makeArea,
  OTHER_STREET,
  STREET,
} from '../../../../testing/area.ts'
import { testLibrary } from '../../../../testing/index.ts'
import { readHouseholdFiles } from '../../households/index.ts'

const DAY = '2025-06-16'
const COUNT = 36
const POLICIES = ['dibao', 'dibao-edge', 'senior-comprehensive-allowance']
const HIDDEN = 'dibao-single-person-rule'
const GUARDED = 'mental-illness-free-treatment'
const RAISED: FigureChange[] = [{ policy: 'dibao', parameter: 'dibao_standard', value: 2100 }]

interface Answered {
  readonly readAt: string
  readonly result: Simulation
}

describe('what-if on the households of the database', () => {
  let area: Area
  const ids: { id: string; street: string }[] = []

  beforeAll(async () => {
    area = await makeArea()
    for (let n = 0; n < COUNT; n++) {
      const person = n % 3 === 0 ? 'cadreElsewhere' : 'cadre'
      const birth = `${1940 + n}-03-04`
      const id = await area.openHousehold({ name: '何家', idNumber: idNumber(birth, n + 1) }, { as: person })
      ids.push({ id, street: n % 3 === 0 ? OTHER_STREET : STREET })
      const facts = {
        is_shanghai_hukou: true,
        has_car: false,
        // Every fifth is not asked yet: it stays undecided.
        ...(n % 5 === 0 ? {} : { has_non_residential_property: false }),
        financial_assets: 20_000,
        monthly_income: 400 + 90 * n,
      }
      const client = await area.as(person)
      const recorded = await client.post(`/households/${id}/facts`, {
        key: newId(),
        sourceKind: 'visit',
        facts: Object.entries(facts).map(([fact, value]) => ({
          entityKind: 'household',
          entityId: id,
          fact,
          value,
          validFrom: DAY,
        })),
      })
      expect(recorded.status).toBe(200)
    }
    const some = [ids.slice(0, 6).map(({ id }) => id)]
    const rows = 'SELECT person_id, household_id, org_path, now(), true'
    const of = 'FROM membership WHERE household_id = ANY ($1::uuid[])'
    await area.rows(
      `INSERT INTO person_protected_now (person_id, household_id, org_path, updated_at, f_cleric_living_apart) ${rows} ${of}`,
      some,
    )
    await area.rows(
      `INSERT INTO person_now (person_id, household_id, org_path, updated_at, f_is_shanghai_hukou, f_in_hardship, f_monthly_income)
       ${rows}, true, 50000 ${of} ON CONFLICT (person_id) DO UPDATE
       SET f_is_shanghai_hukou = true, f_in_hardship = true, f_monthly_income = 50000`,
      some,
    )
    await area.rows(
      `UPDATE household_now SET f_assistance_class = 'none' WHERE household_id = ANY ($1::uuid[])`,
      some,
    )
  }, 120_000)
  afterAll(() => area.close())

  const ask = async (person: AreaPerson, policies: readonly string[], changes: readonly FigureChange[]) =>
    (await area.as(person)).post<Answered>('/what-if/ask', { policies, changes })
  const columns = async (person: AreaPerson, policies: readonly string[]) =>
    (await area.as(person)).get('/what-if/columns', { policies: policies.join(',') })
  const entries = (action: string) =>
    area.rows<{ org_path: string; actor_role: string; data: Record<string, unknown> }>(
      'SELECT org_path, actor_role, data FROM ledger_entry WHERE action = $1 ORDER BY at DESC, id DESC',
      [action],
    )

  /** What the closures say of the households of a street (all of the district without one), policy by policy. */
  async function slowly(policies: readonly string[], changes: readonly FigureChange[], street?: string) {
    const library = testLibrary()
    const other = changedLibrary(library, DAY, changes)
    const own = ids.filter((one) => street === undefined || one.street === street).map(({ id }) => id)
    const files = await area.system((tx) => readHouseholdFiles(tx, { facts: library.facts }, own, DAY))
    const lines = policies.map((policy) => ({
      policy,
      before: { eligible: 0, unknown: 0, fen: 0 },
      after: { eligible: 0, unknown: 0, fen: 0 },
      gained: 0,
      lost: 0,
    }))
    for (const file of files.values()) {
      if (!file.ok) throw file.error
      for (const line of lines) {
        const said = (of: typeof library) => {
          const one = decideHousehold(of, file.household, DAY).find(({ policy }) => policy === line.policy)
          if (!one) throw new Error(`${line.policy} is gone`)
          return one
        }
        const [was, is] = [said(library), said(other)]
        for (const [side, one] of [
          [line.before, was],
          [line.after, is],
        ] as const) {
          side.eligible += one.outcome === 'eligible' ? 1 : 0
          side.unknown += one.outcome === 'unknown' ? 1 : 0
          side.fen += one.outcome === 'eligible' ? (one.amount ?? 0) : 0
        }
        line.gained += is.outcome === 'eligible' && was.outcome !== 'eligible' ? 1 : 0
        line.lost += was.outcome === 'eligible' && is.outcome !== 'eligible' ? 1 : 0
      }
    }
    return lines
  }

  const byName = <T extends { policy: string }>(lines: readonly T[]) =>
    [...lines].sort((a, b) => (a.policy < b.policy ? -1 : 1))

  it('answers the bureau on the district and the backbone on the own street, as the closures do', async () => {
    for (const [person, street] of [
      ['bureau', undefined],
      ['backbone', STREET],
      ['backboneElsewhere', OTHER_STREET],
    ] as const) {
      const answer = await ask(person, POLICIES, RAISED)
      expect(answer.status).toBe(200)
      const { result } = answer.body
      const wanted = await slowly(POLICIES, RAISED, street)
      expect(byName(result.policies)).toMatchObject(byName(wanted))
      expect(result.total.gained).toBeGreaterThan(0)
      const own = ids.filter((one) => street === undefined || one.street === street).length
      expect(result.households).toBe(own)
      const streets = result.groups.street ?? []
      expect(streets.map(({ key }) => key).sort()).toEqual(
        street === undefined ? [STREET, OTHER_STREET] : [street],
      )
      for (const group of Object.values(result.groups)) {
        const sum = (of: (line: PartLine) => number) => group.reduce((total, line) => total + of(line), 0)
        expect(sum((line) => line.households)).toBe(own)
        expect(sum((line) => line.gained)).toBe(result.total.gained)
        expect(sum((line) => line.after.month)).toBe(result.total.after.month)
        expect(sum((line) => line.after.unknown)).toBe(result.total.after.unknown)
      }
    }
  })

  it('gives a browser columns with which it says the same, without ids, committees or any other fact', async () => {
    const answer = await columns('bureau', POLICIES)
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    const bytes = new Uint8Array(gunzipSync(answer.raw.rawPayload))
    const text = Buffer.from(bytes).toString('latin1')
    const secrets = await area.rows<{ id: string }>(
      'SELECT id::text AS id FROM household UNION SELECT id::text FROM person',
    )
    for (const { id } of secrets) {
      expect(text).not.toContain(id)
      expect(text).not.toContain(Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1'))
    }
    expect(text).not.toContain('310118001001')
    expect(text).not.toContain('何家')
    const sent = decodePopulation(bytes)
    const names = [...sent.columns.household.keys(), ...sent.columns.person.keys()]
    const setting = await (await area.as('bureau')).get<{ facts: { name: string }[]; where: string }>(
      '/what-if/setting',
      { policies: POLICIES.join(',') },
    )
    expect(setting.body.where).toBe('browser')
    expect(names.sort()).toEqual(setting.body.facts.map(({ name }) => name).sort())
    expect(names).not.toContain('cleric_living_apart')
    const simulator = new Simulator(
      sent.library,
      sent.columns,
      sent.date,
      sent.policies,
      sent.groupings,
      webassemblyPlan,
    )
    const [here, there] = [simulator.ask(RAISED), (await ask('bureau', POLICIES, RAISED)).body.result]
    const sorted = (result: Simulation) => ({
      ...result,
      policies: byName(result.policies),
      groups: Object.values(result.groups).map((lines) =>
        [...lines].sort((a, b) => (a.key < b.key ? -1 : 1)),
      ),
    })
    expect(sorted(here)).toEqual(sorted(there))
  })

  it('shuffles: the same households come in another order each time', async () => {
    const incomes = async () => {
      const { raw } = await columns('bureau', POLICIES)
      const { columns: sent } = decodePopulation(new Uint8Array(gunzipSync(raw.rawPayload)))
      const column = sent.household.get('monthly_income')
      if (!column) throw new Error('no income')
      return [...new Int32Array(sent.memory.buffer, column.offset, column.length)]
    }
    const [one, two] = [await incomes(), await incomes()]
    expect(one).not.toEqual(two)
    expect(one.sort((a, b) => a - b)).toEqual(two.sort((a, b) => a - b))
  })

  it('keeps facts that the reader may not see on the server, and counts them all the same', async () => {
    const setting = await (await area.as('bureau')).get('/what-if/setting', { policies: HIDDEN })
    expect(setting.body).toMatchObject({ where: 'server', why: 'protected' })
    const refused = await columns('bureau', [HIDDEN])
    expect(refused).toMatchObject({ status: 403, body: { code: 'what_if_columns_refused' } })
    const answer = await ask('bureau', [HIDDEN], [])
    expect(byName(answer.body.result.policies)).toMatchObject(await slowly([HIDDEN], []))
    // The fact decides: without it these households would be undecided like the others.
    expect(answer.body.result.total.before.eligible).toBeGreaterThan(0)
  })

  it('hides policies that say a protected fact by being for somebody', async () => {
    const listed = await (await area.as('bureau')).get<{ policies: { id: string }[] }>('/what-if/policies')
    const shown = listed.body.policies.map(({ id }) => id)
    expect(shown).toContain('dibao')
    expect(shown).not.toContain(GUARDED)
    expect(await ask('bureau', [GUARDED], [])).toMatchObject({
      status: 422,
      body: { code: 'what_if_policy_refused' },
    })
  })

  it('is for the bureau and the backbone alone', async () => {
    for (const person of ['cadre', 'worker', 'supervisor', 'manager', 'auditor', 'administrator'] as const) {
      expect((await ask(person, POLICIES, [])).status).toBe(403)
      expect((await columns(person, POLICIES)).status).toBe(403)
    }
  })

  it('writes each reading into the ledger, and not each question', async () => {
    area.later(11 * 60_000)
    const before = (await entries('simulate.read')).length
    for (const value of [1800, 1900, 2000])
      await ask('backbone', POLICIES, [{ policy: 'dibao', parameter: 'dibao_standard', value }])
    const [entry, ...others] = await entries('simulate.read')
    expect(others.length + 1).toBe(before + 1)
    expect(entry).toMatchObject({ org_path: STREET, actor_role: 'backbone' })
    expect(entry?.data).toMatchObject({
      households: ids.filter(({ street }) => street === STREET).length,
      policies: POLICIES,
    })
    const taken = (await entries('simulate.columns')).length
    await columns('bureau', POLICIES)
    expect((await entries('simulate.columns')).length).toBe(taken + 1)
  })

  it('counts a fact that was recorded once the population is read anew', async () => {
    const first = (await ask('bureau', ['dibao'], [])).body
    await area.rows('UPDATE household_now SET f_monthly_income = 9900000 WHERE household_id = $1', [
      ids[1]?.id,
    ])
    const held = (await ask('bureau', ['dibao'], [])).body
    expect(held).toEqual(first)
    area.later(11 * 60_000)
    const fresh = (await ask('bureau', ['dibao'], [])).body
    expect(fresh.result.total.before.eligible).toBe(first.result.total.before.eligible - 1)
    expect(fresh.readAt > first.readAt).toBe(true)
    await area.rows('UPDATE household_now SET f_monthly_income = 49000 WHERE household_id = $1', [ids[1]?.id])
    area.later(11 * 60_000)
  })

  it('refuses wrong questions by name', async () => {
    const wrong = async (policy: string, parameter: string, value: number) => {
      const { status, body } = await ask('bureau', ['dibao'], [{ policy, parameter, value }])
      return { status, code: (body as unknown as { code: string }).code }
    }
    const refused = { status: 422, code: 'what_if_change_refused' }
    expect(await wrong('dibao', 'dibao_standart', 1)).toEqual(refused)
    expect(await wrong('dibao-edge', 'dibao_edge_income_line', 1)).toEqual(refused)
    expect(await wrong('dibao', 'dibao_standard', 1.234)).toEqual(refused)
    expect(await ask('bureau', ['nothing'], [])).toMatchObject({
      status: 422,
      body: { code: 'what_if_policy_refused' },
    })
    expect((await ask('bureau', [], [])).status).toBe(400)
  })
})
