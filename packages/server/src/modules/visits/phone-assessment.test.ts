import { newId } from '@lastmile/domain'
import { factPlace, householdInput } from '@lastmile/field'
import { assessHousehold, type Instrument, loadScheme, openScheme, withScores } from '@lastmile/measure'
import { type LibraryBundle, openLibrary, readHousehold } from '@lastmile/rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FieldArea, makeFieldArea } from '../../../testing/field-area.ts'

interface Carried {
  id: string
  members: { personId: string; relation: string }[]
  facts: { entityId: string; fact: string; value: boolean | number | string | null }[]
  assessment: { proposed: number; possible: number; state: string; tier: number | null } | null
  scores: { personId: string | null; instrument: string; score: number; onDay: string }[]
}
interface Bundle {
  scheme: { path: string; text: string; hash: string }
  instruments: Instrument[]
}
interface Standing {
  bounds: { lower: number; upper: number }
  proposed: { tier: number }
  possible: { tier: number }
}

const DAY = '2025-06-16'
/** Known so far; what is left out is not. */
const FACTS = {
  monthly_income: 1000,
  annual_income: 12_000,
  approved_income_disregard: 0,
  annual_medical_expense: 8000,
  phone_reachable: true,
  event: 'none',
  without_family_support: true,
}
const PERSON = { able_to_work: true, employed: false, has_serious_illness: true, in_school: false }
const PHQ_9 = { p1: 2, p2: 2, p3: 2, p4: 1, p5: 1, p6: 1, p7: 1, p8: 0, p9: 1 }
const LSNS_6 = { F1: 1, F2: 1, F3: 1, N1: 1, N2: 1, N3: 1 }

describe('the assessment on a phone', () => {
  let field: FieldArea
  let device: string
  let family: string
  let person: string
  let seq = 0
  beforeAll(async () => {
    field = await makeFieldArea()
    device = await field.register('cadre')
    family = await field.household('周家', 30)
    const [member] = await field.area.rows<{ person_id: string }>(
      'SELECT person_id FROM membership WHERE household_id = $1',
      [family],
    )
    person = member?.person_id ?? ''
    await field.carry('cadre', device, family)
    await record('household', family, FACTS)
    await record('person', person, PERSON)
  })
  afterAll(() => field.area.close())

  const record = async (entityKind: string, entityId: string, facts: object) => {
    const answer = await (await field.area.as('cadre')).post(`/households/${family}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: Object.entries(facts).map(([fact, value]) => ({
        entityKind,
        entityId,
        fact,
        value,
        validFrom: DAY,
      })),
    })
    expect(answer.status).toBe(200)
  }
  const pulled = async (as: 'cadre' | 'worker' = 'cadre', id = device): Promise<Carried> => {
    const client = await field.area.as(as)
    const { body } = await client.post<{ households: Carried[] }>(`/field/devices/${id}/pull`, {
      cursor: null,
    })
    const found = body.households.find((one) => one.id === family)
    if (!found) throw new Error('the family is not on the phone')
    return found
  }
  const next = (body: object) => field.operation(++seq, body)
  const scale = (instrument: string, answers: object, more: object = {}) =>
    next({
      kind: 'scale',
      householdId: family,
      instrument,
      personId: person,
      mode: 'interview',
      respondent: 'self',
      answers,
      takenAt: field.area.app.clock.now().toISOString(),
      ...more,
    })
  const counted = async (sql: string) =>
    (
      await field.area.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql} WHERE household_id = $1`, [
        family,
      ])
    )[0]?.n

  it('reckons what the server reckons, from what lies on the phone alone', async () => {
    const cadre = await field.area.as('cadre')
    const library = openLibrary((await cadre.get<{ bundle: LibraryBundle }>('/field/library')).body.bundle)
    const first = await cadre.get<{ hash: string; bundle: Bundle }>('/field/assessment')
    const { scheme, instruments } = first.body.bundle
    const again = await cadre.get<{ bundle: null }>('/field/assessment', { known: first.body.hash })
    expect(again.body.bundle).toBeNull()
    const carried = await pulled()
    const known = new Map(carried.facts.map((one) => [factPlace(one.entityId, one.fact), one.value]))
    const input = householdInput(carried, known, (entity, fact) => library.facts[entity].has(fact))
    const opened = openScheme(loadScheme(scheme, library, instruments))
    const household = withScores(readHousehold(library.facts, input), [])
    const own = assessHousehold(opened, household, DAY)
    const { body: server } = await cadre.get<Standing>(`/households/${family}/assessment`)
    expect(own.bounds).toEqual(server.bounds)
    expect(own.tier).toMatchObject({ id: server.proposed.tier, possible: server.possible.tier })
    expect(carried.assessment).toMatchObject({
      proposed: server.proposed.tier,
      possible: server.possible.tier,
      state: 'open',
    })
    // The next question is one that the caller may ask.
    const open = assessHousehold(opened, household, DAY, {
      mayAsk: ({ entity, fact }) => opened.names.facts[entity].get(fact)?.sensitivity !== 'protected',
    })
    const asked = open.nextQuestion
    if (!asked) throw new Error('nothing is asked')
    const sensitivity = opened.names.facts[asked.entity].get(asked.fact)?.sensitivity
    expect(['ordinary', 'sensitive']).toContain(sensitivity)
  })

  it('takes the answer to a question once, moves the standing, and asks where somebody else said otherwise', async () => {
    const before = await pulled()
    const answer = (value: number, seen: { value: number } | null = null) =>
      next({
        kind: 'facts',
        householdId: family,
        statedAt: field.area.app.clock.now().toISOString(),
        facts: [{ entityKind: 'household', entityId: family, fact: 'debt', value, seen }],
      })
    const owed = answer(50_000)
    const receipts = await field.push('cadre', device, [owed])
    expect(receipts.receipts).toMatchObject([{ outcome: 'applied' }])
    expect(await field.push('cadre', device, [owed])).toEqual(receipts)
    expect(await counted("(SELECT household_id FROM fact WHERE fact = 'debt') AS debt")).toBe(1)
    const after = await pulled()
    expect(after.facts).toContainEqual(expect.objectContaining({ fact: 'debt', value: 50_000 }))
    const standing = ({ assessment }: Carried) => [assessment?.proposed ?? 9, assessment?.possible ?? 9]
    expect(standing(after)).not.toEqual([9, 9])
    expect(standing(after)[0]).toBeLessThanOrEqual(standing(before)[0] ?? 0)
    const blind = await field.push('cadre', device, [answer(20_000, { value: 10_000 })])
    expect(blind.receipts).toMatchObject([{ outcome: 'asked', questions: [expect.any(String)] }])
  })

  it('takes a scale once; its score goes with the phone, and a psychological one with nobody’s', async () => {
    const before = await pulled()
    const open = scale('lsns-6', LSNS_6)
    const guarded = scale('phq-9', PHQ_9)
    const sent = await field.push('cadre', device, [open, guarded])
    expect(sent.receipts).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }])
    expect(await field.push('cadre', device, [open, guarded])).toEqual(sent)
    expect(await counted('scale_result')).toBe(2)
    const { scores, assessment } = await pulled()
    expect(scores).toEqual([{ personId: person, instrument: 'lsns-6', score: 6, onDay: expect.any(String) }])
    // The suicide item raised one urgent alert when it arrived, and the tier that goes along tells nothing of it.
    expect(await counted('urgent_alert')).toBe(1)
    expect(assessment).toEqual(before.assessment)
    const worker = await field.area.as('worker')
    await field.area.grant(family, worker.accountId)
    const other = await field.register('worker')
    await field.carry('worker', other, family)
    const carried = JSON.stringify(await pulled('worker', other))
    expect(carried).not.toMatch(/phq|suicide/)
    expect(carried).toContain('lsns-6')
  })

  it('dates a scale by the phone’s clock put right, and refuses one that cannot be without holding up the rest', async () => {
    field.area.later(2 * 86_400_000)
    const wrong = new Date(field.area.app.clock.now().getTime() + 3 * 86_400_000)
    const own = await field.register('cadre')
    const late = field.operation(1, {
      ...scale('lsns-6', LSNS_6).body,
      takenAt: new Date(wrong.getTime() - 86_400_000).toISOString(),
    })
    const nobody = field.operation(2, { ...scale('lsns-6', LSNS_6, { personId: newId() }).body })
    const silly = field.operation(3, { ...scale('lsns-6', { F1: 99 }).body })
    const fine = field.operation(4, field.visit(family))
    const { receipts } = await field.push('cadre', own, [late, nobody, silly, fine], wrong)
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['applied', 'refused', 'refused', 'applied'])
    const [row] = await field.area.rows<{ on_day: string }>(
      "SELECT on_day::text AS on_day FROM scale_result WHERE instrument = 'lsns-6' ORDER BY at DESC LIMIT 1",
    )
    expect(row?.on_day).toBe('2025-06-17')
  })
})
