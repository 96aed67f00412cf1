import { describe, expect, it } from 'vitest'
import { type File, firstDraft, namesPerson, sendTo, translate } from './draft.ts'

const column = (header: string, ...targets: [string, boolean][]): File['columns'][number] => ({
  ...{ header, samples: [], filled: 1, distinct: [], unit: null },
  suggestions: targets.map(([target, sure]) => ({ target, sure, why: 'alias', from: null })),
})
const file = (...columns: File['columns']): File => ({
  ...{ sheet: '', sheets: [], headerRow: 1, rows: 1, whole: true, asOf: '2025-06-01' },
  ...{ fields: [], units: [], offices: [], current: null, columns },
})

describe('a draft of a layout', () => {
  const list = file(
    column('名字', ['person.name', true]),
    column('户主', ['person.name', true], ['household.head_name', true]),
    column('证件', ['person.id_number', true]),
    column('备注', ['fact.person.employed', false]),
  )

  it('takes each field once, and nothing that is only likely', () => {
    expect(firstDraft(list, true).columns.map(({ header, target }) => [header, target])).toEqual([
      ['名字', 'person.name'],
      ['户主', 'household.head_name'],
      ['证件', 'person.id_number'],
    ])
  })

  it('makes new households only where the file says where they live', () => {
    expect(firstDraft(list, true).personUnknown).toBe('review')
    const placed = file(...list.columns, column('社区', ['household.committee', true]))
    expect(firstDraft(placed, true).personUnknown).toBe('create')
  })

  it('begins with the layout of now where there is one, without columns that the file lacks', () => {
    const draft = sendTo(firstDraft(list, true), { header: '没有了的列', unit: null }, 'fact.person.employed')
    const known = { ...list, current: { source: 'own-1', version: 1, draft: { ...draft, name: '名单' } } }
    expect(firstDraft(known, false).name).toBe('名单')
    expect(firstDraft(known, false).columns).toHaveLength(3)
    expect(firstDraft(known, true).name).toBe('')
  })

  it('takes the day of a row as soon as a column says it, and forgets it with the column', () => {
    const dated = sendTo(firstDraft(list, true), { header: '备注', unit: null }, 'row.day')
    expect(dated.dayFrom).toBe('row.day')
    expect(sendTo(dated, { header: '备注', unit: null }, null).dayFrom).toBeNull()
  })

  it('translates words, and lets them be read as they are again', () => {
    const mapped = sendTo(firstDraft(list, true), { header: '备注', unit: null }, 'fact.person.employed')
    const said = translate(mapped, '备注', '在岗', true)
    expect(said.columns.at(-1)?.values).toEqual({ 在岗: true })
    expect(translate(said, '备注', '在岗', null).columns.at(-1)?.values).toEqual({})
  })

  it('says whom a row is about only with a name and a number or birth date', () => {
    expect(namesPerson(firstDraft(list, true))).toBe(true)
    expect(namesPerson(sendTo(firstDraft(list, true), { header: '证件', unit: null }, null))).toBe(false)
  })
})
