import { addDays } from '@lastmile/domain'
import type { ReceiptRecord } from '../store/receipts.ts'
import type { ImportReceipt } from './types.ts'

/** A receipt as one source states it on a day. */
export interface StatedReceipt extends ImportReceipt {
  readonly householdId: string
  readonly personId: string | null
  readonly statedOn: string
}

/** What a statement leads to. */
export type Settlement =
  | { readonly kind: 'unchanged' }
  /** The same benefit runs on; only the day of its newest statement moves. */
  | { readonly kind: 'restate'; readonly id: string }
  /** A new receipt, after the running one with another amount has ended on `endsOn` (when there is one). */
  | {
      readonly kind: 'begin'
      readonly fromDate: string | null
      readonly toDate: string | null
      readonly ends: { readonly id: string; readonly toDate: string } | null
    }

function isSameBenefit(known: ReceiptRecord, stated: StatedReceipt): boolean {
  return known.policy === stated.policy && known.person_id === stated.personId
}

function isSameAmount(known: ReceiptRecord, stated: StatedReceipt): boolean {
  return known.amount_fen === stated.amountFen && known.per === stated.per
}

/**
 * Settles one statement against what this source said before of the same household. A running benefit with another
 * amount ends on the day before the statement and begins anew; an older statement that comes late changes nothing;
 * a period that is over is kept as it is. Absence from a list ends nothing.
 * @param known receipts of the same source and household.
 */
export function settleReceipt(known: readonly ReceiptRecord[], stated: StatedReceipt): Settlement {
  const same = known.filter((receipt) => isSameBenefit(receipt, stated))
  const { toDate = null, fromDate, statedOn } = stated
  if (toDate !== null) {
    const again = same.some(
      (receipt) =>
        receipt.from_date === fromDate && receipt.to_date === toDate && isSameAmount(receipt, stated),
    )
    return again ? { kind: 'unchanged' } : { kind: 'begin', fromDate, toDate, ends: null }
  }
  const running = same.find((receipt) => receipt.to_date === null)
  if (!running) {
    const over = same.some((receipt) => receipt.stated_on !== null && receipt.stated_on > statedOn)
    return over
      ? { kind: 'unchanged' }
      : { kind: 'begin', fromDate: fromDate ?? statedOn, toDate, ends: null }
  }
  if (running.stated_on !== null && running.stated_on >= statedOn && !isSameAmount(running, stated))
    return { kind: 'unchanged' }
  if (isSameAmount(running, stated)) {
    const isNews = running.stated_on === null || running.stated_on < statedOn
    return isNews ? { kind: 'restate', id: running.id } : { kind: 'unchanged' }
  }
  return {
    kind: 'begin',
    fromDate: statedOn,
    toDate,
    ends: { id: running.id, toDate: addDays(statedOn, -1) },
  }
}
