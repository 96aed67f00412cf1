import type { Amount, Policy, PolicyResult } from '@lastmile/rules'
import type { OpenReceipt } from '../households/index.ts'

/**
 * What of an entitlement is not received. A receipt of the household covers everybody in it; a receipt of a person covers
 * that person. Null: nothing is missing, or nobody could tell (a policy whose use stands in no record).
 */
export function notReceived(
  policy: Policy | undefined,
  result: PolicyResult,
  receipts: readonly OpenReceipt[],
): { readonly amount: Amount | undefined } | null {
  if (result.outcome !== 'eligible' || !policy || policy.document.take_up === 'unrecorded') return null
  const own = receiptsOf(policy, receipts)
  // Entitled to nothing is not missing anything.
  if (result.amount?.value === 0) return null
  if (own.length === 0) return { amount: result.amount }
  if (own.some((receipt) => receipt.personId === null) || !result.persons) return null
  const without = result.persons.filter(
    ({ outcome, member }) => outcome === 'eligible' && !own.some((receipt) => receipt.personId === member),
  )
  if (without.length === 0) return null
  const amounts = without.flatMap(({ amount }) => amount ?? [])
  const [first] = amounts
  if (!first || amounts.length < without.length) return { amount: undefined }
  return { amount: { ...first, value: amounts.reduce((sum, { value }) => sum + value, 0) } }
}

/** Whether anything of a policy is received, by whichever road. */
export function isReceiving(policy: Policy | undefined, receipts: readonly OpenReceipt[]): boolean {
  return policy !== undefined && receiptsOf(policy, receipts).length > 0
}

function receiptsOf(policy: Policy, receipts: readonly OpenReceipt[]): readonly OpenReceipt[] {
  const roads = [policy.id, ...(policy.document.received_as ?? [])]
  return receipts.filter((receipt) => roads.includes(receipt.policy))
}
