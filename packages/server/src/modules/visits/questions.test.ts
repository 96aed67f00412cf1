import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMITTEE, idNumber, OTHER_STREET, STREET } from '../../../testing/area.ts'
import { type FieldArea, makeFieldArea } from '../../../testing/field-area.ts'
import { importHouseholds } from '../households/index.ts'

interface Question {
  id: string
  fact: string
  state: string
  orgName: string
  member: string | null
  version: number
  voices: { value: unknown; sourceKind: string; sourceName: string; by: string | null }[]
}

describe('questions between what several sources say', () => {
  let field: FieldArea
  let family: string
  let person: string
  const number = idNumber('1950-01-01', 101)
  beforeAll(async () => {
    field = await makeFieldArea()
    family = await field.area.openHousehold({ name: '王建国', idNumber: number })
    const [row] = await field.area.rows<{ id: string }>('SELECT id FROM person WHERE household_id = $1', [
      family,
    ])
    person = row?.id ?? ''
    await certificate(2, '2025-05-01')
  })
  afterAll(() => field.area.close())

  /** The federation's list says so from a day on. */
  const certificate = (grade: number, asOf: string) =>
    field.area.system((tx) =>
      importHouseholds(tx, field.area.app.modules.households, {
        batchId: null,
        sourceId: 'disability-certificates',
        sourceName: '残疾证名单',
        sourceKind: 'import',
        asOf,
        households: [
          {
            householdId: family,
            newHouseholdId: family,
            orgPath: COMMITTEE,
            address: null,
            facts: [],
            receipts: [],
            members: [
              {
                personId: person,
                newPersonId: person,
                relation: 'head',
                name: '王建国',
                idNumber: number,
                docMissingReason: null,
                sex: null,
                birthDate: null,
                phone: null,
                sourceRow: 2,
                facts: [{ fact: 'disability_grade', value: grade, sourceRow: 2 }],
                receipts: [],
              },
            ],
          },
        ],
      }),
    )
  const record = async (
    sourceKind: string,
    entityKind: string,
    fact: string,
    value: unknown,
    validFrom: string,
  ) => {
    const entityId = entityKind === 'person' ? person : family
    const answer = await (await field.area.as('cadre')).post(`/households/${family}/facts`, {
      key: newId(),
      sourceKind,
      facts: [{ entityKind, entityId, fact, value, validFrom }],
    })
    expect(answer.status).toBe(200)
  }
  const grade = async () =>
    (
      await field.area.rows<{ grade: number }>(
        'SELECT f_disability_grade AS grade FROM person_now WHERE person_id = $1',
        [person],
      )
    )[0]?.grade
  const list = async (query = '', as: 'cadre' | 'bureau' | 'backboneElsewhere' = 'cadre') =>
    (await (await field.area.as(as)).get<{ items: Question[]; total: number }>(`/fact-questions?${query}`))
      .body

  it('are asked about a contradiction of lists and people; a choice stands above a register until its next word', async () => {
    await record('visit', 'person', 'disability_grade', 3, '2025-06-01')
    expect(await grade()).toBe(2)
    const cadre = await field.area.as('cadre')
    const asked = await cadre.post<Question>('/fact-questions', {
      householdId: family,
      entityId: person,
      fact: 'person.disability_grade',
    })
    expect(asked).toMatchObject({
      status: 200,
      body: { state: 'open', member: '王建国', orgName: '青安居委会' },
    })
    expect(asked.body.voices).toMatchObject([
      { value: 2, sourceKind: 'import' },
      { value: 3, sourceKind: 'visit', by: '李干部' },
    ])
    // Asked again: it is the same question.
    const again = await cadre.post<Question>('/fact-questions', {
      householdId: family,
      entityId: person,
      fact: 'person.disability_grade',
    })
    expect(again.body.id).toBe(asked.body.id)
    const at = `/fact-questions/${asked.body.id}`
    const picked = await cadre.post<Question>(`${at}/pick`, { version: 1, choice: 1, reason: '看过新证' })
    expect(picked).toMatchObject({ status: 200, body: { state: 'settled' } })
    expect(await grade()).toBe(3)
    const undone = await cadre.post<Question>(`${at}/undo`, { version: 2, reason: '证是别人的' })
    expect(undone.body.state).toBe('open')
    expect(await grade()).toBe(2)
    await cadre.post(`${at}/pick`, { version: 3, choice: 1, reason: '问过残联' })
    expect(await grade()).toBe(3)
    await certificate(1, '2025-06-10')
    expect(await grade()).toBe(1)
  })

  it('put what a resident said beside a visit and whatever stands', async () => {
    await record('resident', 'household', 'monthly_income', 800, '2025-03-01')
    await record('staff', 'household', 'monthly_income', 900, '2025-04-01')
    const device = await field.register('cadre')
    await field.carry('cadre', device, family)
    const stated = {
      entityKind: 'household',
      entityId: family,
      fact: 'monthly_income',
      value: 700,
      seen: { value: 500 },
    }
    await field.push('cadre', device, [field.operation(1, field.visit(family, { facts: [stated] }))])
    const { items } = await list('fact=household.monthly_income')
    expect(items[0]?.voices.map(({ value, sourceKind }) => [sourceKind, value])).toEqual([
      ['staff', 900],
      ['visit', 700],
      ['resident', 800],
    ])
  })

  it('are found by unit, fact, age and state, and counted without reading anybody', async () => {
    expect((await list()).total).toBe(1)
    expect((await list('state=settled')).items.map(({ fact }) => fact)).toEqual(['disability_grade'])
    expect((await list(`under=${STREET}`)).total).toBe(1)
    expect((await list(`under=${OTHER_STREET}`, 'bureau')).total).toBe(0)
    expect((await list('fact=person.disability_grade')).total).toBe(0)
    expect((await list('olderThanDays=7')).total).toBe(0)
    field.area.later(8 * 86_400_000)
    expect((await list('olderThanDays=7')).total).toBe(1)
    expect((await list('', 'backboneElsewhere')).total).toBe(0)
    const summary = await (await field.area.as('bureau')).get('/fact-questions/summary')
    expect(summary.body).toEqual({
      open: 1,
      facts: [{ entityKind: 'household', fact: 'monthly_income', open: 1 }],
    })
  })

  it('are settled by those at the household only, and not asked where all agree', async () => {
    const body = { householdId: family, entityId: family, fact: 'household.monthly_income' }
    expect((await (await field.area.as('bureau')).post('/fact-questions', body)).status).toBe(403)
    expect((await (await field.area.as('backboneElsewhere')).post('/fact-questions', body)).status).toBe(404)
    await record('visit', 'household', 'debt', 3000, '2025-06-01')
    const agreed = await (await field.area.as('cadre')).post('/fact-questions', {
      ...body,
      fact: 'household.debt',
    })
    expect(agreed).toMatchObject({ status: 409, body: { code: 'action_not_possible' } })
  })
})
