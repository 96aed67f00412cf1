import { namePinyin } from '@lastmile/domain'
import { expect, test } from 'vitest'
import { TEST_ORG } from '../testing/org.ts'
import { generateHouseholds } from './generate.ts'
import type { DuplicateError, SyntheticMember } from './synthetic-household.ts'

test('a person recorded twice is an earlier person with exactly the slips that the truth names', () => {
  const people = new Map<string, SyntheticMember>()
  const seen = new Map<DuplicateError | 'none', number>()
  for (const household of generateHouseholds({
    seed: 'twice',
    count: 1_500,
    org: TEST_ORG,
    errors: { duplicates: 0.4 },
  })) {
    for (const truth of household.truth) {
      if (truth.kind !== 'duplicate') continue
      const copy = household.members.find((member) => member.id === truth.member)
      const original = people.get(truth.detail.ofMember)
      if (!copy || !original) {
        expect.unreachable('both records exist, the original first')
        continue
      }
      const { errors } = truth.detail
      if (errors.length === 0) seen.set('none', (seen.get('none') ?? 0) + 1)
      for (const error of errors) seen.set(error, (seen.get(error) ?? 0) + 1)
      expect(copy.sex).toBe(original.sex)
      expect(copy.name !== original.name).toBe(errors.includes('homophone'))
      if (errors.includes('homophone')) expect(namePinyin(copy.name)).toBe(namePinyin(original.name))
      const otherDay = errors.includes('wrong-birth-day') || errors.includes('swapped-digits')
      if (copy.birthDate !== original.birthDate) expect(otherDay).toBe(true)
      if (errors.includes('missing-id')) expect(copy.idNumber).toBeNull()
      else if (errors.includes('swapped-digits')) expect(copy.idNumber).not.toBe(original.idNumber)
      else expect(copy.idNumber).toBe(original.idNumber)
      if (errors.includes('wrong-birth-day')) expect(copy.birthDate).not.toBe(original.birthDate)
      if (!errors.includes('other-phone')) expect(copy.phone).toBe(original.phone)
    }
    for (const member of household.members) people.set(member.id, member)
  }
  for (const error of [
    'none',
    'homophone',
    'swapped-digits',
    'wrong-birth-day',
    'missing-id',
    'other-phone',
  ] as const) {
    expect(seen.get(error) ?? 0, error).toBeGreaterThan(10)
  }
})

test('no duplicates are planted where the error model has none', () => {
  for (const household of generateHouseholds({ seed: 'once', count: 500, org: TEST_ORG, errors: 'none' })) {
    expect(household.truth.some((truth) => truth.kind === 'duplicate')).toBe(false)
  }
})
