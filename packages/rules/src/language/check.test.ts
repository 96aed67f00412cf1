import { describe, expect, it } from 'vitest'
import { check } from '../../testing/expressions.ts'
import { RuleError } from './problem.ts'

/** What the checker says to a text: its code, column and fix. */
function refusal(text: string) {
  try {
    check(text)
  } catch (error) {
    if (error instanceof RuleError) return error.problem
    throw error
  }
  throw new Error(`not refused: ${text}`)
}

describe('the checker refuses, at the place and with the likely fix', () => {
  it.each([
    ['household.incom < 3', 'unknown-fact', 11, 'household.income'],
    ['household.registered and person.wagee > 3', 'unknown-fact', 33, 'person.wage'],
    ['income < 3', 'unknown-name', 1, 'household. or person.'],
    ['household.income < limt', 'unknown-name', 20, 'did you mean limit?'],
    ['household.class = "lo"', 'unknown-word', 19, '"low"'],
    ['household.class in ["low", "high"]', 'unknown-word', 28, 'low'],
    ['household.income < person.age', 'unit', 1, 'like with like'],
    ['household.income + person.age > 3', 'type', 1, 'Money and numbers'],
    ['household.income * household.rent > 3', 'type', 1, ''],
    ['person.born < 3', 'type', 1, 'date('],
    ['household.registered > true', 'type', 1, '= or !='],
    ['if household.registered then 1 else person.born', 'type', 37, 'same kind'],
    ['household.registered and 3', 'type', 26, 'yes or no'],
    ['household.income = null', 'unsupported', 20, 'unknown by themselves'],
    ['for m in members return m.age', 'unsupported', 1, 'count, sum'],
    ['{ a: 1 }', 'unsupported', 1, 'terms'],
    ['person.age instance of number', 'unsupported', 1, 'facts.yaml'],
    ['summ(members.wage) > 1', 'unsupported', 1, 'did you mean sum()?'],
    ['person.age ** 2 > 1', 'unsupported', 12, '+ - * /'],
    ['members[1].age > 3', 'unsupported', 1, 'household.fact'],
    ['count(household.income) > 3', 'unsupported', 7, 'members'],
    ['sum(members.wages) > 3', 'unknown-fact', 13, 'wage'],
    ['(person.grade in [1, 2] or person.working)', 'brackets', 18, 'brackets'],
    ['date("2010-02-30") < today()', 'unsupported', 1, 'YYYY-MM-DD'],
    ['household.income <', 'syntax', 19, 'docs/rules.md'],
    ['', 'syntax', 1, ''],
    ['round half up(household.income, -1) > 3', 'arguments', 33, 'round half up(x / 5, 0) * 5'],
    ['age(person.born) > 3', 'arguments', 1, 'age(birth date, day)'],
    ['household.income * household.area * household.area * household.area > 1', 'too-large', 1, ''],
    ['"low" = "low"', 'type', 9, ''],
  ])('%s', (text, code, column, fix) => {
    const problem = refusal(text)
    expect({ code: problem.code, column: problem.column, file: problem.file }).toEqual({
      code,
      column,
      file: 'test.yaml',
    })
    expect(problem.fix ?? '').toContain(fix)
  })

  it('counts lines in a text of several', () => {
    const problem = refusal('household.registered\n  and household.incom < 3')
    expect(problem).toMatchObject({ line: 2, column: 17 })
  })
})
