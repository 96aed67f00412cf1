import { type Clock, SEALER_ACTOR, withActor } from '../platform/db/index.ts'
import type { Database } from '../platform/postgres/index.ts'

/** An entry that waits longer than this for its seal means that no sealer works. */
const PATIENCE_MS = 60_000

/** Whether the ledger is sealed in time, for the health of the server. */
export function ledgerState(db: Database, clock: Clock): Promise<'ok' | 'behind'> {
  return withActor(db, SEALER_ACTOR, { clock, purpose: 'health' }, async (tx) => {
    const [waiting] = await tx.query<{ at: Date }>(
      `SELECT e.at FROM ledger_entry e
       WHERE e.seq > (SELECT coalesce(max(settled_seq), 0) FROM ledger_block)
         AND NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.entry_id = e.id)
       ORDER BY e.seq LIMIT 1`,
    )
    return waiting && tx.now.getTime() - waiting.at.getTime() > PATIENCE_MS ? 'behind' : 'ok'
  })
}
