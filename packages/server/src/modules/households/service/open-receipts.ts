import { addDays } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { type ReceiptRecord, receiptsOf } from '../store/receipts.ts'

/** Help that is given once counts as received for half a year: after that a new hardship may ask for it again. */
const ONCE_LASTS_DAYS = 183

/** A benefit that a household receives on a day. */
export interface OpenReceipt {
  readonly policy: string
  readonly personId: string | null
  readonly amountFen: number | null
  /** The last day of a running benefit, where it is known. */
  readonly lastDay: string | null
}

function isOpen(receipt: ReceiptRecord, day: string): boolean {
  if (receipt.from_date !== null && receipt.from_date > day) return false
  if (receipt.per === 'once')
    return receipt.from_date !== null && addDays(receipt.from_date, ONCE_LASTS_DAYS) >= day
  return receipt.to_date === null || receipt.to_date >= day
}

/** What some households receive on a day; with `knownAt`, of what was known by then. */
export async function readOpenReceipts(
  tx: Tx,
  householdIds: readonly string[],
  day: string,
  knownAt?: Date,
): Promise<Map<string, OpenReceipt[]>> {
  const open = new Map<string, OpenReceipt[]>()
  for (const receipt of await receiptsOf(tx, householdIds)) {
    if (!isOpen(receipt, day)) continue
    if (knownAt && receipt.learned_at > knownAt) continue
    const list = open.get(receipt.household_id) ?? []
    list.push({
      policy: receipt.policy,
      personId: receipt.person_id,
      amountFen: receipt.amount_fen,
      lastDay: receipt.per === 'once' ? null : receipt.to_date,
    })
    open.set(receipt.household_id, list)
  }
  return open
}
