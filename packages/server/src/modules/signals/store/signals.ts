import type { Because } from '@lastmile/contract'
import type { NothingReason, SignalOutcome } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `signal`; days as `YYYY-MM-DD`. */
export interface SignalRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly rule: string
  readonly rule_hash: string | null
  readonly guarded: boolean
  readonly members: readonly string[]
  readonly state: 'open' | 'ended'
  readonly urgency: 1 | 2 | 3
  readonly level: number
  readonly owner_id: string | null
  readonly taken_at: Date | null
  readonly raised_at: Date
  readonly raised_by: string | null
  readonly told: string | null
  readonly due_on: string
  /** Hours to act, and the instant that they end, for what cannot wait a day. */
  readonly hours: number | null
  readonly due_at: Date | null
  readonly times: number
  readonly holds: boolean
  readonly because: Because
  readonly priority: Because
  readonly outcome: SignalOutcome | null
  readonly reason: NothingReason | null
  readonly found: string | null
  readonly minutes: number | null
  readonly visited: boolean | null
  readonly ended_at: Date | null
  readonly ended_by: string | null
  /** The need that an end led to; it stays when that end is taken back. */
  readonly need_id: string | null
  readonly version: number
}

const COLUMNS = `id, household_id, org_path, rule, rule_hash, guarded, members, state, urgency, level, owner_id, taken_at, raised_at,
  raised_by, told, due_on::text AS due_on, hours, due_at, need_id, times, holds, because, priority, outcome, reason, found, minutes, visited,
  ended_at, ended_by, version`

/** A signal to be written, open. */
export type NewSignal = Pick<
  SignalRow,
  | 'id'
  | 'household_id'
  | 'org_path'
  | 'rule'
  | 'rule_hash'
  | 'guarded'
  | 'members'
  | 'urgency'
  | 'level'
  | 'owner_id'
  | 'raised_by'
  | 'told'
  | 'due_on'
  | 'because'
  | 'priority'
> & { readonly hours?: number | null; readonly due_at?: Date | null }

/** Writes open signals; gives the ids of those that were new: another transaction may have raised the same. */
export async function insertSignals(tx: Tx, signals: readonly NewSignal[]): Promise<Set<string>> {
  if (signals.length === 0) return new Set()
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO signal (id, household_id, org_path, rule, rule_hash, guarded, members, state, urgency, level, owner_id, raised_at,
       raised_by, told, due_on, hours, due_at, because, priority)
     SELECT id, household_id, org_path, rule, rule_hash, guarded, members, 'open', urgency, level, owner_id, $2, raised_by, told,
       due_on, hours, due_at, because, priority
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, household_id uuid, org_path text, rule text, rule_hash text, guarded boolean,
       members uuid[], urgency smallint, level smallint, owner_id uuid, raised_by uuid, told text, due_on date,
       hours smallint, due_at timestamptz, because jsonb, priority jsonb)
     ON CONFLICT (household_id, rule) WHERE state = 'open' DO NOTHING RETURNING id`,
    [JSON.stringify(signals), tx.now],
  )
  return new Set(rows.map(({ id }) => id))
}

/** What is known of earlier signals of some households: the open ones, and of each rule what ended. */
export async function signalsOfHouseholds(tx: Tx, ids: readonly string[]): Promise<SignalRow[]> {
  return tx.query<SignalRow>(
    `SELECT ${COLUMNS} FROM signal WHERE household_id = ANY ($1::uuid[]) ORDER BY raised_at, id FOR UPDATE`,
    [ids],
  )
}

/** New reasons of an open signal; urgency and due day come along, which only ever become more pressing. */
export interface Refreshed {
  readonly id: string
  readonly members: readonly string[]
  readonly urgency: number
  readonly due_on: string
  readonly times: number
  readonly because: Because
  readonly priority: Because
}

export async function refreshSignals(tx: Tx, refreshed: readonly Refreshed[]): Promise<void> {
  if (refreshed.length === 0) return
  await tx.execute(
    `UPDATE signal s SET members = r.members, urgency = r.urgency, due_on = r.due_on, times = r.times, because = r.because,
       priority = r.priority, holds = true
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, members uuid[], urgency smallint, due_on date, times integer,
       because jsonb, priority jsonb)
     WHERE s.id = r.id AND s.state = 'open'`,
    [JSON.stringify(refreshed)],
  )
}

/** The facts no longer say so. */
export async function stopHolding(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.execute('UPDATE signal SET holds = false WHERE id = ANY ($1::uuid[])', [ids])
}

/** Ends open signals that nobody has taken and whose facts no longer say so. */
export async function lapseSignals(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(
    `UPDATE signal SET state = 'ended', outcome = 'lapsed', holds = false, ended_at = $2, version = version + 1
     WHERE id = ANY ($1::uuid[]) AND state = 'open'`,
    [ids, tx.now],
  )
}

export async function getSignal(tx: Tx, id: string): Promise<SignalRow> {
  const [row] = await tx.query<SignalRow>(`SELECT ${COLUMNS} FROM signal WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** Some signals that the actor may see, locked in one order. */
export async function lockSignals(tx: Tx, ids: readonly string[]): Promise<SignalRow[]> {
  return tx.query<SignalRow>(
    `SELECT ${COLUMNS} FROM signal WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  )
}

/** Gives signals to one person. `takenAt` when the person takes them. */
export async function giveSignals(
  tx: Tx,
  ids: readonly string[],
  ownerId: string,
  takenAt: Date | null,
): Promise<void> {
  await tx.execute(
    `UPDATE signal SET owner_id = $2, taken_at = $3, version = version + 1 WHERE id = ANY ($1::uuid[]) AND state = 'open'`,
    [ids, ownerId, takenAt],
  )
}

/** How a person ended a signal. */
export interface Ended {
  readonly outcome: SignalOutcome
  readonly reason: NothingReason | null
  readonly found: string
  readonly minutes: number | null
  readonly visited: boolean | null
  readonly needId: string | null
}

export async function endSignal(tx: Tx, id: string, ended: Ended): Promise<void> {
  await tx.execute(
    `UPDATE signal SET state = 'ended', outcome = $2, reason = $3, found = $4, minutes = $5, visited = $6, need_id = coalesce($7, need_id),
       ended_at = $8, ended_by = $9, owner_id = coalesce(owner_id, $9), version = version + 1
     WHERE id = $1`,
    [
      id,
      ended.outcome,
      ended.reason,
      ended.found,
      ended.minutes,
      ended.visited,
      ended.needId,
      tx.now,
      tx.actor.userId,
    ],
  )
}

/** Lets overdue signals climb one level, with the days that the next level has; gives what climbed. */
export async function climbSignals(
  tx: Tx,
  today: string,
  days: Readonly<Record<'1' | '2' | '3', number>>,
): Promise<SignalRow[]> {
  return tx.query<SignalRow>(
    `UPDATE signal SET level = level + 1, version = version + 1,
       due_on = $1::date + CASE urgency WHEN 1 THEN $2::int WHEN 2 THEN $3::int ELSE $4::int END
     WHERE state = 'open' AND hours IS NULL AND due_on < $1::date AND level < 2 RETURNING ${COLUMNS}`,
    [today, days['1'], days['2'], days['3']],
  )
}

/** Lets what had hours, and is over them, climb one level; the next level has as many. */
export async function climbByHours(tx: Tx): Promise<SignalRow[]> {
  return tx.query<SignalRow>(
    `UPDATE signal SET level = level + 1, version = version + 1, due_at = $1::timestamptz + hours * interval '1 hour',
       due_on = (($1::timestamptz + hours * interval '1 hour') AT TIME ZONE 'Asia/Shanghai')::date
     WHERE state = 'open' AND hours IS NOT NULL AND due_at < $1::timestamptz AND level < 2 RETURNING ${COLUMNS}`,
    [tx.now],
  )
}

/** How many open signals each of some people has. */
export async function openByOwner(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ owner_id: string; open: number }>(
    `SELECT owner_id, count(*)::int AS open FROM signal WHERE state = 'open' AND owner_id = ANY ($1::uuid[]) GROUP BY 1`,
    [ids],
  )
  return new Map(rows.map(({ owner_id, open }) => [owner_id, open]))
}

export interface SignalFilter {
  readonly scope?: { readonly lo: string; readonly hi: string } | undefined
  readonly rule?: string | undefined
  readonly state: 'open' | 'ended'
  readonly urgency?: number | undefined
  readonly householdIds?: readonly string[] | undefined
  readonly ownerId?: string | undefined
  readonly overdueOn?: string | undefined
  readonly loose: boolean
  readonly leastLevel?: number | undefined
  readonly limit: number
  readonly offset: number
}

const WHERE = `state = $1 AND ($2::text IS NULL OR org_path >= $2) AND ($3::text IS NULL OR org_path < $3)
  AND ($4::text IS NULL OR rule = $4) AND ($5::int IS NULL OR urgency = $5)
  AND ($6::uuid[] IS NULL OR household_id = ANY ($6)) AND ($7::uuid IS NULL OR owner_id = $7)
  AND ($8::date IS NULL OR CASE WHEN hours IS NULL THEN due_on < $8 ELSE due_at < $11::timestamptz END) AND (NOT $9::boolean OR owner_id IS NULL) AND ($10::int IS NULL OR level >= $10)
  AND $11::timestamptz IS NOT NULL`

const ORDER = {
  open: 'urgency, hours NULLS LAST, due_on, raised_at, id',
  ended: 'ended_at DESC, id',
} as const

/** One page of signals that the actor may see: open ones by urgency and due day, ended ones the last first. */
export async function listSignalRows(
  tx: Tx,
  filter: SignalFilter,
): Promise<{ rows: SignalRow[]; total: number }> {
  const values = [
    filter.state,
    filter.scope?.lo ?? null,
    filter.scope?.hi ?? null,
    filter.rule ?? null,
    filter.urgency ?? null,
    filter.householdIds ?? null,
    filter.ownerId ?? null,
    filter.overdueOn ?? null,
    filter.loose,
    filter.leastLevel ?? null,
    tx.now,
  ]
  const rows = await tx.query<SignalRow>(
    `SELECT ${COLUMNS} FROM signal WHERE ${WHERE} ORDER BY ${ORDER[filter.state]} LIMIT $12 OFFSET $13`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM signal WHERE ${WHERE}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}
