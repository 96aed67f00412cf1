import { createHash } from 'node:crypto'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'

interface KeyRow {
  readonly operation: string
  readonly request_hash: string
  readonly response: unknown
}

/**
 * Runs a write once for an idempotency key: a repeated request gets the first answer again and changes nothing.
 * The answer is stored in the transaction of the write. The same key for another operation or another input is
 * refused (`idempotency_key_reused`); two at the same moment: the second waits on the row and then reads the answer.
 * @param input what was asked, without the key; compared by hash.
 */
export async function once<Output>(
  tx: Tx,
  key: string,
  operation: string,
  input: unknown,
  work: () => Promise<Output>,
): Promise<Output> {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  // Taken first, so that a second request with the key waits here instead of doing the work again.
  const taken = await tx.execute(
    `INSERT INTO idempotency_key (account_id, key, operation, request_hash, response, created_at)
     VALUES ($1, $2, $3, $4, 'null', $5) ON CONFLICT (account_id, key) DO NOTHING`,
    [tx.actor.userId, key, operation, hash, tx.now],
  )
  if (taken === 0) {
    const [known] = await tx.query<KeyRow>(
      'SELECT operation, request_hash, response FROM idempotency_key WHERE account_id = $1 AND key = $2',
      [tx.actor.userId, key],
    )
    if (!known || known.operation !== operation || known.request_hash !== hash)
      throw new AppError('idempotency_key_reused', { operation: known?.operation ?? operation })
    return known.response as Output
  }
  const output = await work()
  await tx.execute('UPDATE idempotency_key SET response = $3 WHERE account_id = $1 AND key = $2', [
    tx.actor.userId,
    key,
    JSON.stringify(output),
  ])
  return output
}
