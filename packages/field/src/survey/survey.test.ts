import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubtsAbout, type Making } from './quality.ts'
import { answersTo, questionsOf } from './questions.ts'
import { crossTable, tally } from './tables.ts'

const one = (name: string, choices: string[]) => ({ type: 'radiogroup', name, title: name, choices })
const FORM = {
  pages: [
    {
      elements: [
        one('reached', ['yes', 'nobody']),
        {
          type: 'panel',
          name: 'p',
          elements: [{ type: 'checkbox', name: 'seen', choices: ['leak', 'cold'] }],
        },
        { type: 'text', inputType: 'number', name: 'income', title: { default: '收入', en: 'Income' } },
        { type: 'text', inputType: 'date', name: 'next' },
        { type: 'signaturepad', name: 'sign' },
        {
          type: 'paneldynamic',
          name: 'members',
          templateElements: [{ type: 'boolean', name: 'works', labelTrue: { default: '有', en: 'Yes' } }],
        },
      ],
    },
  ],
}
const questions = questionsOf(FORM)
const [reached, seen, income, works] = questions
if (!reached || !seen || !income || !works) throw new Error('questions are missing')

describe('questions of a form', () => {
  it('are found in pages, panels and repeated panels, with their words', () => {
    expect(questions.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'reached one',
      'seen many',
      'income number',
      'members.works one',
    ])
    expect(income.title).toEqual({ zh: '收入', en: 'Income' })
    expect(works.choices.map(({ title }) => title.zh)).toEqual(['有', '否'])
    expect(answersTo(works, { members: [{ works: true }, { works: false }, {}] })).toEqual(['true', 'false'])
  })
})

describe('results', () => {
  const forms = [
    {
      unit: 'A',
      answers: { reached: 'yes', seen: ['leak', 'cold'], income: 1000, members: [{ works: true }] },
    },
    { unit: 'A', answers: { reached: 'yes', seen: ['cold'], income: 3000 } },
    { unit: 'B', answers: { reached: 'nobody' } },
  ]
  it('count each answer once a form, and know who was not asked', () => {
    expect(tally(seen, forms)).toEqual({
      answered: 2,
      asked: 3,
      counts: [
        { value: 'leak', count: 1 },
        { value: 'cold', count: 2 },
      ],
      figures: null,
    })
    expect(tally(income, forms).figures).toEqual({ min: 1000, median: 2000, mean: 2000, max: 3000 })
  })
  it('are cut by unit and by another question', () => {
    expect(crossTable(reached, 'unit', forms)).toEqual({
      columns: ['A', 'B'],
      rows: [
        { value: 'yes', counts: [2, 0] },
        { value: 'nobody', counts: [0, 1] },
      ],
    })
    expect(crossTable(seen, reached, forms).rows).toEqual([
      { value: 'leak', counts: [1, 0] },
      { value: 'cold', counts: [2, 0] },
    ])
  })
  it('of a question with one answer add up to the forms that answered, however they are cut', () => {
    const form = fc.record({
      unit: fc.constantFrom('A', 'B', 'C'),
      answers: fc.record({
        reached: fc.option(fc.constantFrom('yes', 'nobody', 'gone'), { nil: undefined }),
      }),
    })
    fc.assert(
      fc.property(fc.array(form), (filled) => {
        const table = crossTable(reached, 'unit', filled)
        const sum = table.rows.flatMap(({ counts }) => counts).reduce((a, b) => a + b, 0)
        const counted = tally(reached, filled)
        expect(sum).toBe(counted.answered)
        expect(counted.counts.reduce((a, { count }) => a + count, 0)).toBe(counted.answered)
      }),
    )
  })
})

describe('doubts about a filled form', () => {
  const many = questionsOf({ elements: Array.from({ length: 6 }, (_, at) => one(`q${at}`, ['a', 'b', 'c'])) })
  const answers = (values: string[]) => Object.fromEntries(values.map((value, at) => [`q${at}`, value]))
  const making = (seconds: number, values: string[], more: Partial<Making> = {}): Making => ({
    answers: answers(values),
    startedAt: new Date(0),
    endedAt: new Date(seconds * 1000),
    reached: true,
    at: null,
    home: null,
    ...more,
  })
  const mixed = ['a', 'b', 'c', 'a', 'b', 'c']
  it('are raised by speed, by sameness and by distance, each by itself', () => {
    expect(doubtsAbout(many, making(300, mixed))).toEqual([])
    expect(doubtsAbout(many, making(10, mixed))).toEqual(['too-fast'])
    expect(doubtsAbout(many, making(300, ['b', 'b', 'b', 'b', 'b', 'b']))).toEqual(['all-the-same'])
    const home = { lat: 31.15, lng: 121.11 }
    const near = { lat: 31.151, lng: 121.11, accuracy: 20 }
    const far = { lat: 31.17, lng: 121.11, accuracy: 20 }
    expect(doubtsAbout(many, making(300, mixed, { home, at: near }))).toEqual([])
    expect(doubtsAbout(many, making(300, mixed, { home, at: far }))).toEqual(['far-away'])
    expect(doubtsAbout(many, making(300, mixed, { home, at: { ...far, accuracy: 5000 } }))).toEqual([])
  })
  it('are not raised by speed where nobody was met', () => {
    expect(doubtsAbout(many, making(10, mixed, { reached: false }))).toEqual([])
  })
})
