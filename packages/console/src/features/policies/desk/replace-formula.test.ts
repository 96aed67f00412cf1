import { expect, it } from 'vitest'
import { replaceFormula } from './replace-formula.ts'

const FILE = `versions:
  - conditions:
      - when: household.income < standard
        cite: { document: a, clause: b }
      - any:
          - when: household.income < standard
          - when: "quoted < 1"
    amount:
      formula: standard - household.income
`

it('puts a formula in the place of one that stands on its line', () => {
  const changed = replaceFormula(FILE, 'household.income < standard', 1, 'household.income <= standard')
  expect(changed?.split('\n')[5]).toBe('          - when: household.income <= standard')
  expect(changed?.split('\n')[2]).toBe(FILE.split('\n')[2])
  expect(replaceFormula(FILE, 'standard - household.income', 0, 'standard')).toContain('formula: standard\n')
})

it('leaves what is written otherwise alone', () => {
  expect(replaceFormula(FILE, 'quoted < 1', 0, 'x')).toBeNull()
  expect(replaceFormula(FILE, 'household.income < standard', 2, 'x')).toBeNull()
})
