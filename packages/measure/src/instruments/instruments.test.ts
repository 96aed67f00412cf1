import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInstruments } from '../node.ts'
import { loadInstrument } from './instrument.ts'
import { AnswersError, readAnswers, valuesOfItem } from './read-answers.ts'
import { scoreInstrument } from './score.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const instruments = readInstruments(ROOT)
const byId = (id: string) => {
  const found = instruments.find((one) => one.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}
const score = (id: string, answers: unknown) => scoreInstrument(byId(id), readAnswers(byId(id), answers))

describe('every instrument', () => {
  it('at least eight come with items; those whose licence withholds them come without', () => {
    expect(instruments.filter((one) => !one.withheld).length).toBeGreaterThanOrEqual(8)
    expect(instruments.filter((one) => one.withheld).map((one) => one.id)).toEqual([
      'cssrs-screener',
      'lsns-6',
      'ssrs',
    ])
  })

  it.each(instruments.map((one) => [one.id, one] as const))('%s: licence, range, bands', (id, instrument) => {
    const licence = join(ROOT, 'instruments', id, 'LICENCE.md')
    expect(existsSync(licence)).toBe(true)
    expect(readFileSync(licence, 'utf8')).toContain(instrument.licence.text)
    const { min, max, factor = 1 } = instrument.scoring
    if (instrument.scoring.method === 'classes') return
    const scored = instrument.items.filter((item) => !item.unscored)
    const ends = (pick: (...values: number[]) => number) =>
      factor * scored.reduce((sum, item) => sum + pick(...valuesOfItem(instrument, item)), 0)
    if (id !== 'ssrs') expect([ends(Math.min), ends(Math.max)]).toEqual([min, max])
    for (const sex of ['male', 'female'] as const)
      for (let points = min ?? 0; points <= (max ?? 0); points += factor)
        if (instrument.bands) {
          const held = instrument.bands.filter(
            (band) => points >= band.min && points <= band.max && (band.sex ?? sex) === sex,
          )
          expect([points, held.length]).toEqual([points, 1])
        }
  })

  it('a missing item leaves no score and is named, whichever it is', () => {
    const plain = instruments.filter((one) => one.scoring.method === 'sum' && !one.scoring.implied)
    fc.assert(
      fc.property(fc.constantFrom(...plain), fc.nat(), (instrument, seed) => {
        const scored = instrument.items.filter((item) => !item.unscored)
        const gone = scored[seed % scored.length]?.id ?? ''
        const answers = Object.fromEntries(
          scored
            .filter((item) => item.id !== gone)
            .map((item, place) => {
              const values = valuesOfItem(instrument, item)
              return [item.id, values[(seed + place) % values.length]]
            }),
        )
        const result = scoreInstrument(instrument, readAnswers(instrument, answers))
        expect(result).toMatchObject({ score: null, missing: [gone] })
      }),
    )
  })
})

it('the suicide item of PHQ-9 raises the alarm, also when everything else is missing', () => {
  for (const value of [1, 2, 3])
    expect(score('phq-9', { p9: value })).toMatchObject({
      score: null,
      alerts: [{ id: 'suicide-item', level: 'crisis', item: 'p9' }],
    })
  expect(score('phq-9', { p9: 0 }).alerts).toEqual([])
})

it('reads answers by id, by number, in order, and wrapped with sex and age', () => {
  const list = [1, 1, 1, 1, 1, 0, 0, 0, 0]
  const byNumber = Object.fromEntries(list.map((value, place) => [String(place + 1), value]))
  const byName = Object.fromEntries(list.map((value, place) => [`p${place + 1}`, value]))
  for (const answers of [list, byNumber, byName, { answers: list, age: 40, sex: 'male' }])
    expect(score('phq-9', answers)).toMatchObject({ score: 5, band: { id: 'mild' } })
  expect(score('phq-9', { answers: list, age: 12 }).notes[0]?.zh).toContain('18 岁以上')
})

it.each([
  [{ p10: 1 }, /no item "p10"; did you mean "p1/],
  [[4], /p1: 4 is not one of 0, 1, 2, 3/],
  [['1'], /p1: "1" is not one of/],
  [{ 12: 1 }, /there are 10 items, not 12/],
  [{ p1: 1, 1: 1 }, /answered twice/],
  [{ answers: [], sex: 'x' }, /sex/],
  ['yes', /an object by item id/],
])('refuses %j', (answers, message) => {
  expect(() => score('phq-9', answers)).toThrow(message)
  expect(() => score('phq-9', answers)).toThrow(AnswersError)
})

it('a class asks only what it needs: no plan is asked for where there was no thought', () => {
  expect(score('safety-check', { x1: 1, x2: 0, x5: 0, x6: 0 })).toMatchObject({
    score: null,
    missing: [],
    band: { id: 'low' },
  })
  expect(score('safety-check', { x1: 1, x2: 1, x4: 1 }).alerts.map((one) => one.id)).toContain('risk-high')
})

it('a wrong file is refused with its place', () => {
  const text = readFileSync(join(ROOT, 'instruments/ucla-3/instrument.yaml'), 'utf8')
  const load = (changed: string) => () => loadInstrument({ path: 'u.yaml', text: changed })
  expect(load(text.replace('score: 6', 'score: 7'))).toThrow(
    /u\.yaml:\d+:\d+ .*case 2: the score is 6, not 7/,
  )
  expect(load(text.replace('id: u2', 'id: u1'))).toThrow(/u1 stands twice/)
  expect(load(text.replace('subject: person', 'subject: people'))).toThrow(/u\.yaml:8:10/)
})
