import { describe, expect, it } from 'vitest'
import { householdInput } from './known-household.ts'
import { factPlace, type KnownValues } from './stated.ts'

describe('a household carried on a phone', () => {
  const household = { id: 'h', members: [{ personId: 'p', relation: 'head' }] }
  const known: KnownValues = new Map<string, number | boolean>([
    [factPlace('h', 'debt'), 800],
    [factPlace('h', 'retired_fact'), 1],
    [factPlace('p', 'employed'), false],
    [factPlace('q', 'employed'), true],
  ])

  it('becomes the file that rules read, without facts that they do not know and persons that left', () => {
    expect(householdInput(household, known, (_, fact) => fact !== 'retired_fact')).toEqual({
      household: { debt: 800 },
      members: [{ id: 'p', relation: 'head', employed: false }],
    })
  })
})
