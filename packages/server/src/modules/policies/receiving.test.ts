import type { Policy, PolicyResult } from '@lastmile/rules'
import { describe, expect, it } from 'vitest'
import type { OpenReceipt } from '../households/index.ts'
import { notReceived } from './receiving.ts'

const policy = (more: Partial<Policy['document']> = {}) =>
  ({ id: 'care-subsidy', document: more }) as unknown as Policy
const pays = (value: number) => ({ value, unit: 'yuan', per: 'month' as const })
const eligible = (amount?: number) =>
  ({
    policy: 'care-subsidy',
    outcome: 'eligible',
    ...(amount === undefined ? {} : { amount: pays(amount) }),
  }) as unknown as PolicyResult
const ofPersons = (persons: Record<string, number | null>) =>
  ({
    ...eligible(Object.values(persons).reduce<number>((sum, one) => sum + (one ?? 0), 0)),
    persons: Object.entries(persons).map(([member, value]) =>
      value === null
        ? { member, outcome: 'ineligible' }
        : { member, outcome: 'eligible', amount: pays(value) },
    ),
  }) as unknown as PolicyResult
const receipt = (personId: string | null, of = 'care-subsidy'): OpenReceipt => ({
  policy: of,
  personId,
  amountFen: null,
  lastDay: null,
})

describe('what of an entitlement is not received', () => {
  it('is all of it without a receipt, and nothing with one of the household', () => {
    expect(notReceived(policy(), eligible(300), [])).toEqual({ amount: pays(300) })
    expect(notReceived(policy(), eligible(300), [receipt(null)])).toBeNull()
    expect(notReceived(policy(), eligible(300), [receipt(null, 'other')])).toEqual({ amount: pays(300) })
  })

  it('is the part of those members who receive nothing', () => {
    const two = ofPersons({ mother: 180, son: 350, father: null })
    expect(notReceived(policy(), two, [receipt('mother')])).toEqual({ amount: pays(350) })
    expect(notReceived(policy(), two, [receipt('mother'), receipt('son')])).toBeNull()
  })

  it('is nothing where nobody keeps a record, where another road pays, or where the amount is nil', () => {
    expect(notReceived(policy({ take_up: 'unrecorded' }), eligible(300), [])).toBeNull()
    expect(
      notReceived(policy({ received_as: ['dibao'] }), eligible(300), [receipt(null, 'dibao')]),
    ).toBeNull()
    expect(notReceived(policy(), eligible(0), [])).toBeNull()
  })
})
