import type { Scheme } from '@lastmile/measure'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import type { Candidate, Choice } from './store.ts'

type Group = Scheme['document']['groups'][number]

/** A group of the scheme in force. Throws `group_unknown`. */
export function groupOf(scheme: Scheme, id: string): Group {
  const found = scheme.document.groups.find((group) => group.id === id)
  if (!found) throw new AppError('group_unknown', { group: id })
  return found
}

/** The district's choice of who belongs, with today's households that are about to lose a benefit. */
export async function choiceOf(tx: Tx, deps: AssessmentDeps, group: Group): Promise<Choice> {
  const days = group.benefit_ending_days
  return {
    tiers: group.tiers,
    overrides: group.overrides === true,
    urgent: group.urgent_alert === true,
    losing: days === undefined ? [] : await deps.losingBenefits(tx, days),
  }
}

/** Why a household meets the choice, in plain words for the list. What is protected is not named. */
export function becauseOf(
  row: Pick<Candidate, 'tier' | 'overrides' | 'urgent' | 'losing'>,
  choice: Choice,
  group: Group,
): string {
  const reasons = [
    ...(row.tier !== null && choice.tiers.includes(row.tier) ? [`${row.tier} 级`] : []),
    ...(choice.overrides && row.overrides !== 0 ? ['有必须优先的情形'] : []),
    ...(choice.urgent && row.urgent ? ['有紧急事项未办结'] : []),
    ...(row.losing ? [`${group.benefit_ending_days} 天内有待遇要停`] : []),
  ]
  return reasons.join('、')
}
