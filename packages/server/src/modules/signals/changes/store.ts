import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `signal_change`; days as `YYYY-MM-DD`. */
export interface ChangeRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly rule: string
  readonly kind: 'thresholds' | 'rest' | 'retire'
  readonly thresholds: Readonly<Record<string, number>> | null
  /** How the rule did when it was proposed. */
  readonly before: ChangeBefore
  /** What the thresholds would have done, as tried when it was proposed. */
  readonly trial: unknown
  readonly reason: string
  readonly from_day: string
  readonly until_day: string | null
  readonly state: 'proposed' | 'published' | 'withdrawn' | 'taken_back'
  readonly proposed_by: string
  readonly proposed_at: Date
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly ended_by: string | null
  readonly ended_at: Date | null
  readonly ended_reason: string | null
  readonly version: number
}

export interface ChangeBefore {
  readonly values: Readonly<Record<string, number>>
  readonly checked: number
  readonly takenIn: number
  readonly lower: number | null
}

const COLUMNS = `id, rule, kind, thresholds, before, trial, reason, from_day::text AS from_day, until_day::text AS until_day, state, proposed_by,
  proposed_at, decided_by, decided_at, ended_by, ended_at, ended_reason, version`

/** What is in force on a day, in the order in which it came into force. */
export async function changesInForce(tx: Tx, day: string): Promise<ChangeRow[]> {
  return tx.query<ChangeRow>(
    `SELECT ${COLUMNS} FROM signal_change WHERE state = 'published' AND from_day <= $1::date AND (until_day IS NULL OR until_day > $1::date)
     ORDER BY from_day, decided_at, id`,
    [day],
  )
}

/** All changes that the actor may see, the newest first. */
export async function allChanges(tx: Tx): Promise<ChangeRow[]> {
  return tx.query<ChangeRow>(
    `SELECT ${COLUMNS} FROM signal_change WHERE state <> 'withdrawn' ORDER BY coalesce(decided_at, proposed_at) DESC, id DESC LIMIT 500`,
  )
}

/** Writes a proposal. Throws `signal_change_waits` where one waits for the rule already. */
export async function insertChange(
  tx: Tx,
  row: Pick<
    ChangeRow,
    'id' | 'rule' | 'kind' | 'thresholds' | 'before' | 'trial' | 'reason' | 'from_day' | 'until_day'
  > & { readonly org_path: string },
): Promise<void> {
  const written = await tx.execute(
    `INSERT INTO signal_change (id, org_path, rule, kind, thresholds, before, trial, reason, from_day, until_day, state, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10::date, 'proposed', $11, $12)
     ON CONFLICT (org_path, rule) WHERE state = 'proposed' DO NOTHING`,
    [
      row.id,
      row.org_path,
      row.rule,
      row.kind,
      row.thresholds === null ? null : JSON.stringify(row.thresholds),
      JSON.stringify(row.before),
      row.trial === null ? null : JSON.stringify(row.trial),
      row.reason,
      row.from_day,
      row.until_day,
      tx.actor.userId,
      tx.now,
    ],
  )
  if (written === 0) throw new AppError('signal_change_waits')
}

/** A change that is still in a state and at a version, locked. Throws `not_found`, `version_conflict`, `action_not_possible`. */
export async function lockChange(
  tx: Tx,
  input: { readonly id: string; readonly version: number; readonly state: ChangeRow['state'] },
  action: string,
): Promise<ChangeRow> {
  const [row] = await tx.query<ChangeRow>(`SELECT ${COLUMNS} FROM signal_change WHERE id = $1 FOR UPDATE`, [
    input.id,
  ])
  if (!row) throw new AppError('not_found')
  if (row.state !== input.state) throw new AppError('action_not_possible', { state: row.state, action })
  if (row.version !== input.version) throw new AppError('version_conflict')
  return row
}

export async function publishRow(tx: Tx, id: string, fromDay: string): Promise<void> {
  await tx.execute(
    `UPDATE signal_change SET state = 'published', decided_by = $2, decided_at = $3, from_day = $4::date, version = version + 1 WHERE id = $1`,
    [id, tx.actor.userId, tx.now, fromDay],
  )
}

export async function withdrawRow(tx: Tx, id: string): Promise<void> {
  await tx.execute(`UPDATE signal_change SET state = 'withdrawn', version = version + 1 WHERE id = $1`, [id])
}

export async function takeBackRow(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.execute(
    `UPDATE signal_change SET state = 'taken_back', ended_by = $2, ended_at = $3, ended_reason = $4, version = version + 1 WHERE id = $1`,
    [id, tx.actor.userId, tx.now, reason],
  )
}
