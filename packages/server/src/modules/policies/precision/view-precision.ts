import type { GapPrecision } from '@lastmile/contract'
import { type DismissReason, scopeRange, WRONG_GAP } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { policyName } from '../../households/index.ts'
import type { PolicyDeps } from '../deps.ts'
import { guardedSum, roundedCount } from '../guarded.ts'
import { type GapCount, gapCounts } from '../store.ts'

type View = z.infer<typeof GapPrecision>

const isWrong = (reason: string): boolean => WRONG_GAP.includes(reason as DismissReason)

/** Share of decided gaps that held: confirmed / (confirmed + dismissed as wrong); null while there are none. */
function precisionOf(confirmed: number, wrong: number): number | null {
  return confirmed + wrong === 0 ? null : confirmed / (confirmed + wrong)
}

/**
 * How well the gaps of each policy hold in the actor's scope. A dismissal counts against a policy only where its reason says
 * that there was no gap; that somebody does not want help says nothing of the rule.
 */
export async function viewPrecision(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  input: { readonly under?: string | undefined },
): Promise<View> {
  const counts = await gapCounts(tx, input.under === undefined ? null : scopeRange(input.under))
  const policies = [...Map.groupBy(counts, ({ policy }) => policy)].map(([policy, rows]) => ({
    policy,
    name: policyName(deps.library, policy),
    ...summary(rows),
  }))
  policies.sort((a, b) => b.found - a.found || a.policy.localeCompare(b.policy))
  const confirmed = sum(policies.map((one) => one.confirmed))
  const wrong = sum(policies.map(({ dismissedBy }) => wrongIn(dismissedBy)))
  const guarded = await guardedSum(tx, input.under, async (protectedOnes) => {
    const all = summary((await gapCounts(tx, null)).filter(({ policy }) => protectedOnes.has(policy)))
    const decided = all.confirmed + wrongIn(all.dismissedBy)
    return {
      found: roundedCount(all.found),
      open: roundedCount(all.open),
      confirmed: roundedCount(all.confirmed),
      dismissed: roundedCount(all.dismissed),
      precision:
        roundedCount(decided) === null || all.precision === null ? null : Math.round(all.precision * 20) / 20,
    }
  })
  return {
    policies,
    guarded,
    total: {
      found: sum(policies.map((one) => one.found)),
      confirmed,
      wrong,
      precision: precisionOf(confirmed, wrong),
    },
  }
}

function summary(rows: readonly GapCount[]): Omit<View['policies'][number], 'policy' | 'name'> {
  const count = (fits: (row: GapCount) => boolean) => sum(rows.filter(fits).map((row) => row.count))
  const confirmed = count((row) => row.confirmed)
  const dismissedBy = rows
    .filter((row) => row.state === 'dismissed')
    .map((row) => ({ reason: row.reason ?? '', count: row.count, wrong: isWrong(row.reason ?? '') }))
    .sort((a, b) => b.count - a.count)
  return {
    found: count(() => true),
    open: count((row) => row.state === 'open'),
    confirmed,
    dismissed: count((row) => row.state === 'dismissed'),
    dismissedBy,
    closedByBenefit: count((row) => row.state === 'closed' && row.closedAs === 'benefit'),
    closedOtherwise: count((row) => row.state === 'closed' && row.closedAs !== 'benefit'),
    precision: precisionOf(confirmed, wrongIn(dismissedBy)),
  }
}

function wrongIn(dismissed: readonly { readonly count: number; readonly wrong: boolean }[]): number {
  return sum(dismissed.filter(({ wrong }) => wrong).map(({ count }) => count))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
