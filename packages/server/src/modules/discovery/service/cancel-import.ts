import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { cancelJob } from '../../../platform/jobs/index.ts'
import { type BatchRow, getBatch, lockBatch, moveBatch, requestCancel } from '../store/batches.ts'

/** Stops an import after the chunk under way; what is done stays, and it can be resumed. */
export async function cancelImport(tx: Tx, input: { readonly id: string }): Promise<BatchRow> {
  const batch = await lockBatch(tx, input.id)
  if (batch.state === 'preview' || batch.state === 'queued')
    await moveBatch(tx, input.id, { state: 'cancelled' })
  else if (batch.state === 'running') await requestCancel(tx, input.id)
  else throw new AppError('import_state', { state: batch.state })
  if (batch.job_id !== null) await cancelJob(tx, batch.job_id)
  tx.ledger({
    action: 'import.cancel',
    objectKind: 'import',
    objectId: input.id,
    orgPath: batch.org_path,
    data: { source: batch.source, nextRow: batch.next_row },
  })
  return getBatch(tx, input.id)
}
