import { expect, it } from 'vitest'
import { readFacts, writeFacts } from './fact-condition.ts'

it('reads the conditions that it wrote, and leaves out what it cannot read', () => {
  const conditions = [
    { entity: 'household', fact: 'monthly_income', operator: '<=', value: '2000' },
    { entity: 'person', fact: 'disability_grade', operator: '=', value: '?' },
  ] as const
  const text = writeFacts(conditions)
  expect(text).toBe('household.monthly_income<=2000;person.disability_grade=?')
  expect(readFacts(text)).toEqual(conditions)
  expect(readFacts('nonsense;household.debt>=1')).toEqual([
    { entity: 'household', fact: 'debt', operator: '>=', value: '1' },
  ])
  expect(writeFacts(readFacts(undefined))).toBeUndefined()
})
