import { ageOn, parseResidentId } from '@lastmile/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { legalDate, parseDay } from '../chance/day.ts'
import { IdentityIssuer } from './issuer.ts'
import { PhoneIssuer } from './phone.ts'

test('any age and sex gets a valid number and a birthday of that age', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 110 }),
      fc.constantFrom('male' as const, 'female' as const),
      fc.integer({ min: parseDay('2020-01-01'), max: parseDay('2032-12-31') }),
      fc.nat(),
      (age, sex, asOf, salt) => {
        const issuer = new IdentityIssuer(asOf, salt)
        const { birthDate, idNumber } = issuer.issue(age, sex)
        expect(ageOn(birthDate, legalDate(asOf))).toBe(age)
        expect(parseResidentId(idNumber ?? '', legalDate(asOf))).toMatchObject({
          ok: true,
          id: { birthDate, sex, isSynthetic: true },
        })
      },
    ),
  )
})

test('a cohort hands out each of its numbers once, then none', () => {
  const issuer = new IdentityIssuer(parseDay('2026-10-31'), 42)
  const numbers = new Set<string>()
  for (let i = 0; i < 182_500; i += 1) numbers.add(issuer.issue(40, 'female').idNumber ?? '')
  expect(numbers.size).toBe(182_500)
  expect(numbers.has('')).toBe(false)
  expect(issuer.issue(40, 'female').idNumber).toBeNull()
  expect(issuer.issue(40, 'male').idNumber).not.toBeNull()
})

test('the first ten thousand telephone numbers are all different, and invented', () => {
  const issuer = new PhoneIssuer(7)
  const numbers = new Set(Array.from({ length: 10_000 }, () => issuer.issue()))
  expect(numbers.size).toBe(10_000)
  expect([...numbers].filter((number) => !/^1990000\d{4}$/.test(number))).toEqual([])
})
