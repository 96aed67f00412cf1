import type { Receipt } from '@lastmile/field'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** The receipt of an operation that the actor sent before, under whatever numbering; null for a new one. */
export async function knownReceipt(tx: Tx, id: string): Promise<Receipt | null> {
  const [row] = await tx.query<{ receipt: Receipt }>('SELECT receipt FROM field_operation WHERE id = $1', [
    id,
  ])
  return row?.receipt ?? null
}

export async function keepReceipt(
  tx: Tx,
  operation: { readonly deviceId: string; readonly kind: string },
  receipt: Receipt,
): Promise<void> {
  const kept = await tx.execute(
    `INSERT INTO field_operation (id, device_id, seq, account_id, kind, receipt, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
    [
      receipt.id,
      operation.deviceId,
      receipt.seq,
      tx.actor.userId,
      operation.kind,
      JSON.stringify(receipt),
      tx.now,
    ],
  )
  // An id that somebody else's phone has used: hidden by the row-level security, refused by the key.
  if (kept === 0) throw new AppError('idempotency_key_reused', { operation: 'visits.push' })
}
