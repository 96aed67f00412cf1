import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Area, idNumber, makeArea } from '../../../../testing/area.ts'
import { column, layoutDesk } from '../testing/layout-desk.ts'
import { makeCsv } from '../testing/make-files.ts'
import type { Draft } from './draft-to-document.ts'

const HEADER = ['补助对象', '公民身份号码', '所在居委', '本月实发']
const DRAFT: Draft = {
  ...{
    name: '残疾人生活补助发放',
    department: '区残联',
    personUnknown: 'create',
    everyMonths: 1,
    dayFrom: null,
  },
  columns: [
    column('补助对象', 'person.name', { required: true, ifWrong: 'refuse' }),
    column('公民身份号码', 'person.id_number', { ifWrong: 'refuse' }),
    column('所在居委', 'household.committee', { ifWrong: 'refuse' }),
    column('本月实发', 'receipt.amount'),
  ],
  constants: [{ target: 'fact.person.has_disability_certificate', value: true }],
  receipt: { policy: 'disability-living-subsidy', of: 'person', per: 'month' },
}

/** Mandate D1: a roster says something by whom it lists, and by what it pays, also when nobody foresaw its form. */
describe('what a list says of everybody on it', () => {
  let area: Area
  beforeAll(async () => {
    area = await makeArea()
  })
  afterAll(() => area.close())

  const { bringFile, columnsOf, tryOut, save, start, mappingOf } = layoutDesk(() => area)
  const bring = () => {
    const lines = [
      ['周桂芬', idNumber('1962-03-03', 611), '青安居委会', '480.5'],
      ['吴大海', idNumber('1971-04-04', 612), '青安居委会', ''],
    ]
    return bringFile(new File([new Uint8Array(makeCsv([HEADER, ...lines], 'utf8'))], '残联发放.csv'))
  }

  it('takes what was paid only once the benefit is named, and each thing once', async () => {
    const { batch } = await bring()
    const code = async (change: Partial<Draft>) => (await tryOut(batch.id, { ...DRAFT, ...change })).body.code
    expect(await code({ receipt: null })).toBe('layout_without_benefit')
    expect(await code({ receipt: { policy: 'no-such-policy', of: 'person', per: 'month' } })).toBe(
      'layout_invalid',
    )
    const [certificate] = DRAFT.constants
    expect(await code({ constants: [...DRAFT.constants, ...DRAFT.constants] })).toBe('layout_fixed_twice')
    expect(
      await code({ columns: [...DRAFT.columns.slice(0, 3), column('本月实发', certificate?.target ?? '')] }),
    ).toBe('layout_said_twice')
    expect(await code({ constants: [{ target: 'fact.household.annual_income', value: 1 }] })).toBe(
      'layout_invalid',
    )
    expect(await code({ constants: [{ target: 'fact.person.disability_kind', value: 'no-kind' }] })).toBe(
      'layout_invalid',
    )
    const guarded = area.app.modules.discovery.facts.all.find(
      ({ sensitivity, type }) => sensitivity === 'protected' && type === 'boolean',
    )
    expect(
      await code({ constants: [{ target: `fact.${guarded?.entity}.${guarded?.name}`, value: true }] }),
    ).toBe('layout_protected')
  })

  it('never proposes by itself that a column is money paid', async () => {
    const { batch } = await bring()
    const paid = (await columnsOf(batch.id)).columns.find(({ header }) => header === '本月实发')
    expect(paid?.suggestions.filter(({ sure }) => sure)).toEqual([])
  })

  it('becomes a fact and a receipt of each person, from this list, and is offered again for the next version', async () => {
    const { batch } = await bring()
    const { body } = await save(batch, DRAFT)
    expect(body).toMatchObject({ layout: 'own', layoutVersion: 1 })
    const done = await start(body, await mappingOf(batch.id))
    expect(done).toMatchObject({ state: 'done', accepted: 2, refused: 0 })
    expect(
      await area.rows(
        `SELECT h.head_name AS name, f.value, f.batch_id FROM fact f JOIN household h ON h.id = f.household_id
         WHERE f.fact = 'has_disability_certificate' AND f.source_kind = 'import' ORDER BY h.head_name`,
      ),
    ).toEqual([
      { name: '吴大海', value: true, batch_id: batch.id },
      { name: '周桂芬', value: true, batch_id: batch.id },
    ])
    expect(
      await area.rows(
        `SELECT h.head_name AS name, r.policy, r.amount_fen::int AS fen, r.per FROM benefit_receipt r
         JOIN household h ON h.id = r.household_id ORDER BY h.head_name`,
      ),
    ).toEqual([{ name: '周桂芬', policy: 'disability-living-subsidy', fen: 48050, per: 'month' }])
    const { current } = await columnsOf((await bring()).batch.id)
    expect(current?.draft).toMatchObject({ constants: DRAFT.constants, receipt: DRAFT.receipt })
  })
})
