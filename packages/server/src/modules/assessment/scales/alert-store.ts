import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `urgent_alert`. */
export interface AlertRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly person_id: string | null
  readonly kind: string
  readonly source_id: string
  /** The signal that was raised with it. */
  readonly signal_id: string | null
  readonly raised_by: string
  readonly raised_at: Date
  readonly due_at: Date
  readonly state: 'open' | 'closed'
  readonly closed_by: string | null
  readonly closed_at: Date | null
  readonly outcome: string | null
  readonly action: string | null
  readonly version: number
}

const COLUMNS = `id, household_id, org_path, person_id, kind, source_id, signal_id, raised_by, raised_at, due_at, state, closed_by, closed_at, outcome,
  action, version`

export async function insertAlert(
  tx: Tx,
  row: Pick<
    AlertRow,
    'id' | 'household_id' | 'org_path' | 'person_id' | 'kind' | 'source_id' | 'raised_by' | 'due_at'
  >,
): Promise<void> {
  await tx.execute(
    `INSERT INTO urgent_alert (id, household_id, org_path, person_id, kind, source_id, raised_by, raised_at, due_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open')`,
    [
      row.id,
      row.household_id,
      row.org_path,
      row.person_id,
      row.kind,
      row.source_id,
      row.raised_by,
      tx.now,
      row.due_at,
    ],
  )
}

/** Open alerts of some households. */
export async function openAlerts(tx: Tx, householdIds: readonly string[]): Promise<AlertRow[]> {
  return tx.query<AlertRow>(
    `SELECT ${COLUMNS} FROM urgent_alert WHERE household_id = ANY ($1::uuid[]) AND state = 'open' ORDER BY due_at`,
    [householdIds],
  )
}

export async function getAlert(tx: Tx, id: string): Promise<AlertRow> {
  const [row] = await tx.query<AlertRow>(`SELECT ${COLUMNS} FROM urgent_alert WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** Alerts in the actor's reach, those that are due first. */
export async function listAlertRows(
  tx: Tx,
  input: { readonly state: 'open' | 'closed'; readonly limit: number; readonly offset: number },
): Promise<{ rows: AlertRow[]; total: number }> {
  const rows = await tx.query<AlertRow>(
    `SELECT ${COLUMNS} FROM urgent_alert WHERE state = $1 ORDER BY due_at, id LIMIT $2 OFFSET $3`,
    [input.state, input.limit, input.offset],
  )
  const [count] = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM urgent_alert WHERE state = $1',
    [input.state],
  )
  return { rows, total: count?.n ?? 0 }
}

/** Closes an alert that is still at `version`. Throws `version_conflict`. */
export async function closeAlertRow(
  tx: Tx,
  input: { readonly id: string; readonly version: number; readonly outcome: string; readonly action: string },
): Promise<void> {
  const written = await tx.execute(
    `UPDATE urgent_alert SET state = 'closed', closed_by = $3, closed_at = $4, outcome = $5, action = $6, version = version + 1
     WHERE id = $1 AND version = $2 AND state = 'open'`,
    [input.id, input.version, tx.actor.userId, tx.now, input.outcome, input.action],
  )
  if (written === 0) throw new AppError('version_conflict')
}

/** Ties an alert to the signal that was raised with it, whose time limit it takes over. */
export async function tieAlert(
  tx: Tx,
  input: { readonly alertId: string; readonly signalId: string; readonly dueAt: Date | null },
): Promise<void> {
  await tx.execute('UPDATE urgent_alert SET signal_id = $2, due_at = coalesce($3, due_at) WHERE id = $1', [
    input.alertId,
    input.signalId,
    input.dueAt,
  ])
}

/** The open alerts of a signal. */
export async function openAlertsOf(tx: Tx, signalId: string): Promise<AlertRow[]> {
  return tx.query<AlertRow>(
    `SELECT ${COLUMNS} FROM urgent_alert WHERE signal_id = $1 AND state = 'open' ORDER BY id FOR UPDATE`,
    [signalId],
  )
}

/** Those among some signals that were raised by an alert. */
export async function signalsWithAlert(tx: Tx, signalIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ signal_id: string }>(
    'SELECT DISTINCT signal_id FROM urgent_alert WHERE signal_id = ANY ($1::uuid[])',
    [signalIds],
  )
  return new Set(rows.map((row) => row.signal_id))
}

/** Opens the alerts again that were closed with a signal at an instant. */
export async function reopenAlertRows(
  tx: Tx,
  input: { readonly signalId: string; readonly closedAt: Date | null; readonly dueAt: Date | null },
): Promise<AlertRow[]> {
  return tx.query<AlertRow>(
    `UPDATE urgent_alert SET state = 'open', closed_by = NULL, closed_at = NULL, outcome = NULL, action = NULL, due_at = coalesce($3, due_at),
       version = version + 1
     WHERE signal_id = $1 AND state = 'closed' AND closed_at = $2 RETURNING ${COLUMNS}`,
    [input.signalId, input.closedAt, input.dueAt],
  )
}
