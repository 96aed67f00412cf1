import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { SignalRow } from './signals.ts'

/** An end of a signal that was taken back. */
export interface ReopeningRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly signal_id: string
  readonly by_id: string
  readonly at: Date
  readonly why: string
  readonly outcome: NonNullable<SignalRow['outcome']>
  readonly found: string | null
}

/** Opens an ended signal again for `ownerId`, who has it taken; what its end had been is kept beside it. */
export async function reopenSignal(
  tx: Tx,
  signal: SignalRow,
  input: {
    readonly why: string
    readonly ownerId: string
    readonly dueOn: string
    readonly dueAt: Date | null
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO signal_reopening (id, signal_id, household_id, org_path, guarded, by_id, at, why, outcome, reason, found, minutes, visited,
       ended_at, ended_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      newIdAt(tx.now),
      signal.id,
      signal.household_id,
      signal.org_path,
      signal.guarded,
      tx.actor.userId,
      tx.now,
      input.why,
      signal.outcome,
      signal.reason,
      signal.found,
      signal.minutes,
      signal.visited,
      signal.ended_at,
      signal.ended_by,
    ],
  )
  await tx.execute(
    `UPDATE signal SET state = 'open', outcome = NULL, reason = NULL, found = NULL, minutes = NULL, visited = NULL, ended_at = NULL,
       ended_by = NULL, owner_id = $2, taken_at = $3, due_on = $4::date, due_at = $5, version = version + 1
     WHERE id = $1`,
    [signal.id, input.ownerId, tx.now, input.dueOn, input.dueAt],
  )
}

/** The ends of some signals that were taken back and that the actor may see, the newest first. */
export async function reopeningsOf(tx: Tx, signalIds: readonly string[]): Promise<ReopeningRow[]> {
  return tx.query<ReopeningRow>(
    `SELECT id, signal_id, by_id, at, why, outcome, found FROM signal_reopening WHERE signal_id = ANY ($1::uuid[]) ORDER BY at DESC, id DESC`,
    [signalIds],
  )
}
