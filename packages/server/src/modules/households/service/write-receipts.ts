import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { type StatedReceipt, settleReceipt } from '../bulk/settle-receipts.ts'
import {
  insertReceipts,
  type NewReceiptRow,
  type ReceiptRecord,
  receiptsOf,
  restateReceipts,
} from '../store/receipts.ts'

/** Where receipts come from. */
export interface ReceiptSource {
  readonly id: string
  readonly name: string
  readonly batchId: string | null
}

const NOBODY: ReadonlySet<string> = new Set()

/**
 * Writes what a source states of benefits. Returns for each statement, in order, whether it was news.
 * @param made households that this transaction has just written: nothing is on record of them.
 */
export async function writeReceipts(
  tx: Tx,
  source: ReceiptSource,
  stated: readonly (StatedReceipt & { readonly orgPath: string })[],
  made: ReadonlySet<string> = NOBODY,
): Promise<boolean[]> {
  if (stated.length === 0) return []
  const known = new Map<string, ReceiptRecord[]>()
  const onRecord = new Set(stated.flatMap(({ householdId }) => (made.has(householdId) ? [] : [householdId])))
  for (const receipt of onRecord.size === 0 ? [] : await receiptsOf(tx, [...onRecord])) {
    if (receipt.source_id !== source.id) continue
    known.set(receipt.household_id, [...(known.get(receipt.household_id) ?? []), receipt])
  }
  const added: NewReceiptRow[] = []
  const restated: { id: string; to_date: string | null; stated_on: string }[] = []
  const news = stated.map((one) => {
    const before = known.get(one.householdId) ?? []
    const settled = settleReceipt(before, one)
    if (settled.kind === 'unchanged') return false
    if (settled.kind === 'restate') {
      restated.push({ id: settled.id, to_date: null, stated_on: one.statedOn })
      return false
    }
    const { ends } = settled
    if (ends) restated.push({ id: ends.id, to_date: ends.toDate, stated_on: one.statedOn })
    const row: NewReceiptRow = {
      id: newIdAt(tx.now),
      household_id: one.householdId,
      person_id: one.personId,
      org_path: one.orgPath,
      policy: one.policy,
      amount_fen: one.amountFen,
      per: one.per,
      from_date: settled.fromDate,
      to_date: settled.toDate,
      source_name: source.name,
      source_id: source.id,
      stated_on: one.statedOn,
      batch_id: source.batchId,
      source_row: one.sourceRow,
    }
    added.push(row)
    const after = before.map((receipt) =>
      receipt.id === ends?.id ? { ...receipt, to_date: ends.toDate } : receipt,
    )
    known.set(one.householdId, [...after, { ...row, learned_at: tx.now }])
    return true
  })
  await insertReceipts(tx, added)
  // After the insert: a receipt may begin and end in one call.
  await restateReceipts(tx, restated, source.batchId)
  return news
}
