import { newId } from '@lastmile/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, COMMITTEE, DISTRICT, idNumber, makeArea, STREET } from '../../../../testing/area.ts'
import { bufferBytes } from '../files/bytes.ts'
import { makeCsv } from '../testing/make-files.ts'
import { importInPlace } from './run-in-place.ts'
import { monthsLater } from './source-quality.ts'

interface Overview {
  conflicts: number
  typedTwice: number
  sources: {
    id: string
    late: boolean
    dueOn: string | null
    wins: number
    loses: number
    last: null | { rows: number; refused: number }
  }[]
}

describe('sources', () => {
  let area: Area
  let home: string
  const number = idNumber('1950-01-01', 101)
  beforeAll(async () => {
    area = await makeArea()
    home = await area.openHousehold({ name: '王建国', idNumber: number })
  })
  afterAll(() => area.close())

  const bring = (source: string, header: string[], ...lines: string[][]) =>
    importInPlace(
      area.app.modules.discovery,
      { userId: '', role: 'system', orgPath: DISTRICT },
      {
        source,
        file: bufferBytes(makeCsv([header, ...lines])),
        fileName: 'x.csv',
        asOf: '2025-05-01',
        dryRun: false,
      },
    )
  const overview = async (): Promise<Overview> =>
    (await (await area.as('bureau')).get<Overview>('/sources')).body
  const stateOf = async (id: string) => (await overview()).sources.find((source) => source.id === id)
  const visit = async (fact: string, value: unknown) => {
    const [person] = await area.rows<{ id: string }>('SELECT id FROM person WHERE household_id = $1', [home])
    return (await area.as('cadre')).post(`/households/${home}/facts`, {
      key: newId(),
      sourceKind: 'visit',
      facts: [{ entityKind: 'person', entityId: person?.id, fact, value, validFrom: '2025-06-10' }],
    })
  }

  it('says what never came, what came, and what was refused', async () => {
    expect(await stateOf('disability-certificates')).toMatchObject({ last: null, late: false, dueOn: null })
    await bring(
      'disability-certificates',
      ['姓名', '身份证号', '残疾类别', '残疾等级'],
      ['王建国', number, '肢体', '二级'],
      ['王建国', number, '肢体', '九级'],
    )
    const state = await stateOf('disability-certificates')
    expect(state).toMatchObject({ dueOn: '2025-06-01', last: { rows: 2, refused: 1 } })
  })

  it('counts as late what is ten days over', async () => {
    expect((await stateOf('disability-certificates'))?.late).toBe(true)
    expect(monthsLater('2025-01-31', 1)).toBe('2025-02-28')
    expect(monthsLater('2025-11-30', 3)).toBe('2026-02-28')
  })

  it('a register wins over what was heard later at the door, and the contradiction is shown with both values', async () => {
    expect((await visit('disability_grade', 3)).status).toBe(200)
    const [now] = await area.rows<{ grade: number }>(
      'SELECT f_disability_grade AS grade FROM person_now WHERE household_id = $1',
      [home],
    )
    expect(now?.grade).toBe(2)
    const found = await (await area.as('backbone')).get<{ items: unknown[] }>('/sources/conflicts')
    expect(found.body.items).toEqual([
      expect.objectContaining({
        fact: 'disability_grade',
        winsValue: 2,
        losesValue: 3,
        byRule: 'order',
        householdId: home,
      }),
    ])
    expect((await stateOf('disability-certificates'))?.wins).toBe(1)
  })

  it('of a fact without an order the newest wins', async () => {
    await bring(
      'wage-contributions',
      ['姓名', '身份证号', '月缴费工资', '最近缴费年月', '灵活就业'],
      ['王建国', number, '3000', '2025年4月', '是'],
    )
    await visit('flexible_employed', false)
    const found = await (await area.as('backbone')).get<{
      items: { fact: string; byRule: string; winsValue: unknown }[]
    }>('/sources/conflicts', { source: 'wage-contributions' })
    expect(found.body.items).toEqual([
      expect.objectContaining({ fact: 'flexible_employed', byRule: 'newest', winsValue: false }),
    ])
  })

  it('a contradiction ends when the sources agree again', async () => {
    await visit('disability_grade', 2)
    expect((await overview()).conflicts).toBe(1)
  })

  it('a value typed again that a list had brought is a defect; a new value is none', async () => {
    const before = (await overview()).typedTwice
    await visit('disability_type', 'physical')
    await visit('education_level', 'primary')
    expect((await overview()).typedTwice).toBe(before + 1)
    const typed = await (await area.as('bureau')).get<{ fact: string; count: number; people: number }[]>(
      '/sources/typed-twice',
    )
    expect(typed.body).toContainEqual(
      expect.objectContaining({ fact: 'disability_type', typedAs: 'visit', people: 1 }),
    )
  })

  it('other streets see none of it, and who may not read households has no list of contradictions', async () => {
    expect(
      (await (await area.as('backboneElsewhere')).get<{ total: number }>('/sources/conflicts')).body.total,
    ).toBe(0)
    expect((await (await area.as('administrator')).get('/sources/conflicts')).status).toBe(403)
    expect((await (await area.as('cadre')).get('/sources')).status).toBe(403)
    expect([
      COMMITTEE.startsWith(STREET),
      (await (await area.as('administrator')).get('/sources')).status,
    ]).toEqual([true, 200])
  })

  it('reading contradictions stands in the ledger of the household', async () => {
    const entries = await area.rows<{ data: { view?: string } }>(
      `SELECT data FROM ledger_entry WHERE action = 'household.read' AND household_id = $1`,
      [home],
    )
    expect(entries.map(({ data }) => data.view)).toContain('conflicts')
  })
})
