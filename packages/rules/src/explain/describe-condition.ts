import { sayerOn } from '../library/describe-rule.ts'
import type { Condition } from '../library/library.ts'
import type { PolicyOnDay } from '../screening/day-library.ts'
import type { Bilingual } from '../screening/result.ts'
import { describeTruth } from './describe.ts'
import { joinTexts } from './words.ts'

/** What a condition asks, over nobody in particular: its title, or the sentence of its formula. */
export function describeCondition(condition: Condition, policy: PolicyOnDay, date: string): Bilingual {
  if (condition.title) return condition.title
  const { body } = condition
  if (body.kind === 'one') return describeTruth(body.node, sayerOn(policy.policy, date))
  const parts = body.of.map((one) => describeCondition(one, policy, date))
  return body.kind === 'all' ? joinTexts(parts, '，并且', ', and ') : joinTexts(parts, '，或者', ', or ')
}
