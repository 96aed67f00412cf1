import type { Household } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'

/** What a rule read of a household when it raised a signal. */
export interface Basis {
  readonly signal_id: string
  readonly household_id: string
  readonly org_path: string
  readonly legal_date: string
  readonly household: Household
}

/** Keeps what rules read; the platform's role alone may. */
export async function keepBases(tx: Tx, bases: readonly Basis[]): Promise<void> {
  if (bases.length === 0) return
  await tx.execute(
    `INSERT INTO signal_basis (signal_id, household_id, org_path, legal_date, household)
     SELECT signal_id, household_id, org_path, legal_date, household FROM jsonb_to_recordset($1::jsonb)
       AS r(signal_id uuid, household_id uuid, org_path text, legal_date date, household jsonb)`,
    [JSON.stringify(bases)],
  )
}

/** An ended signal of a rule with what it rested on. */
export interface TriedSignal extends Pick<Basis, 'signal_id' | 'legal_date' | 'household'> {
  readonly outcome: string
  readonly reason: string | null
  readonly minutes: number | null
}

/** Ended signals of a rule since a day, those that closed by themselves left out; the newest first, at most `limit`. */
export async function endedWithBasis(
  tx: Tx,
  rule: string,
  since: string,
  limit: number,
): Promise<TriedSignal[]> {
  return tx.query<TriedSignal>(
    `SELECT b.signal_id, b.legal_date::text AS legal_date, b.household, s.outcome, s.reason, s.minutes
     FROM signal s JOIN signal_basis b ON b.signal_id = s.id
     WHERE s.rule = $1 AND s.state = 'ended' AND s.outcome <> 'lapsed' AND s.raised_at >= $2
     ORDER BY s.raised_at DESC, s.id LIMIT $3`,
    [rule, since, limit],
  )
}
