import type { NothingReason, SignalOutcome } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** How many signals of a rule are in one condition, and the minutes that went into them. */
export interface SignalCount {
  readonly rule: string
  readonly state: 'open' | 'ended'
  readonly outcome: SignalOutcome | null
  readonly reason: NothingReason | null
  readonly count: number
  readonly visited: number
  readonly minutes: number
}

/** Counts of the signals that the actor may see, by rule and condition. */
export async function signalCounts(
  tx: Tx,
  scope: { readonly lo: string; readonly hi: string } | null,
): Promise<SignalCount[]> {
  return tx.query<SignalCount>(
    // The minutes of an end that was taken back were spent all the same.
    `SELECT rule, state, outcome, reason, count(*)::int AS count, (count(*) FILTER (WHERE visited))::int AS visited,
       (coalesce(sum(minutes), 0) + coalesce(sum(u.spent), 0))::int AS minutes
     FROM signal LEFT JOIN (SELECT signal_id, sum(minutes) AS spent FROM signal_reopening GROUP BY 1) u ON u.signal_id = signal.id
     WHERE ($1::text IS NULL OR org_path >= $1) AND ($2::text IS NULL OR org_path < $2)
     GROUP BY 1, 2, 3, 4`,
    [scope?.lo ?? null, scope?.hi ?? null],
  )
}
