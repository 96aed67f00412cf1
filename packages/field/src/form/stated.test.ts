import { describe, expect, it } from 'vitest'
import type { FactValue } from '../sync/judgement.ts'
import { factPlace, knownAnswers, statedFacts } from './stated.ts'

const known = new Map<string, FactValue>([
  [factPlace('h', 'monthly_income'), 900],
  [factPlace('p', 'employed'), true],
])
const questions = { household: ['monthly_income', 'debt'], person: ['employed'] }

describe('the facts in the answers of a form', () => {
  const begin = knownAnswers(questions, 'h', [{ personId: 'p', name: '王' }], known)

  it('begins with what is known, and states none of it again', () => {
    expect(begin).toEqual({
      household__monthly_income: 900,
      members: [{ personId: 'p', name: '王', person__employed: true }],
    })
    expect(statedFacts(begin, 'h', known)).toEqual([])
  })

  it('states what is new or other, with what was shown before', () => {
    const answers = {
      ...begin,
      household__monthly_income: 700,
      household__debt: 0,
      members: [{ personId: 'p', name: '王', person__employed: false }],
      remark: '屋顶漏雨',
    }
    expect(statedFacts(answers, 'h', known)).toEqual([
      { entityKind: 'household', entityId: 'h', fact: 'monthly_income', value: 700, seen: { value: 900 } },
      { entityKind: 'household', entityId: 'h', fact: 'debt', value: 0, seen: null },
      { entityKind: 'person', entityId: 'p', fact: 'employed', value: false, seen: { value: true } },
    ])
  })

  it('takes an unanswered question for unknown, never for no', () => {
    expect(statedFacts({ household__debt: undefined, household__has_car: null }, 'h', known)).toEqual([])
  })
})
