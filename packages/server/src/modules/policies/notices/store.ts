import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

export type NoticeHow = 'by_hand' | 'by_post' | 'read_aloud'
export type NoticeTo = 'head' | 'member' | 'representative'

/** A row of `notice`; days as `YYYY-MM-DD`. */
export interface NoticeRow {
  readonly id: string
  readonly change_id: string
  readonly household_id: string
  readonly org_path: string
  readonly guarded: boolean
  readonly policies: readonly string[]
  readonly loses_on: string
  readonly due_on: string
  readonly printed_by: string | null
  readonly printed_at: Date | null
  readonly given_by: string | null
  readonly given_on: string | null
  readonly given_how: NoticeHow | null
  readonly given_to: NoticeTo | null
  readonly note: string | null
  readonly withdrawn_at: Date | null
  readonly version: number
}

export type NewNotice = Pick<
  NoticeRow,
  'id' | 'change_id' | 'household_id' | 'org_path' | 'guarded' | 'policies' | 'loses_on' | 'due_on'
>

const COLUMNS = `id, change_id, household_id, org_path, guarded, policies, loses_on::text AS loses_on, due_on::text AS due_on,
  printed_by, printed_at, given_by, given_on::text AS given_on, given_how, given_to, note, withdrawn_at, version`

/** Letters that are still to be handed over. */
const OPEN = 'given_on IS NULL AND withdrawn_at IS NULL'

/** What a list is narrowed to: still to give, past its day, handed over, no longer needed. */
export type NoticeState = 'open' | 'late' | 'given' | 'withdrawn'

const WHERE: Readonly<Record<NoticeState, string>> = {
  open: OPEN,
  late: `${OPEN} AND due_on < $1`,
  given: 'given_on IS NOT NULL',
  withdrawn: 'given_on IS NULL AND withdrawn_at IS NOT NULL',
}

export async function insertNotices(tx: Tx, notices: readonly NewNotice[]): Promise<void> {
  await tx.execute(
    `INSERT INTO notice (id, change_id, household_id, org_path, guarded, policies, loses_on, due_on, made_at)
     SELECT id, change_id, household_id, org_path, guarded, policies, loses_on, due_on, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, change_id uuid, household_id uuid, org_path text, guarded boolean,
       policies text[], loses_on date, due_on date)`,
    [JSON.stringify(notices), tx.now],
  )
}

export interface NoticeFilter {
  readonly state: NoticeState
  readonly today: string
  readonly changeId: string | null
  readonly householdId: string | null
  readonly scope: { readonly lo: string; readonly hi: string } | null
  readonly limit: number
  readonly offset: number
}

/** One page of letters in the actor's reach, the nearest day first; handed over ones the latest first. */
export async function listNoticeRows(
  tx: Tx,
  filter: NoticeFilter,
): Promise<{ rows: NoticeRow[]; total: number; counts: { open: number; late: number; given: number } }> {
  const { state, today, changeId, householdId, scope } = filter
  const within = `$1::date IS NOT NULL AND ($2::uuid IS NULL OR change_id = $2) AND ($3::uuid IS NULL OR household_id = $3)
    AND ($4::text IS NULL OR org_path >= $4) AND ($5::text IS NULL OR org_path < $5)`
  const values = [today, changeId, householdId, scope?.lo ?? null, scope?.hi ?? null]
  const rows = await tx.query<NoticeRow>(
    `SELECT ${COLUMNS} FROM notice WHERE ${within} AND ${WHERE[state]}
     ORDER BY ${state === 'given' ? 'given_on DESC' : 'due_on'}, id LIMIT $6 OFFSET $7`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number; open: number; late: number; given: number }>(
    `SELECT count(*) FILTER (WHERE ${WHERE[state]})::int AS total, count(*) FILTER (WHERE ${WHERE.open})::int AS open,
       count(*) FILTER (WHERE ${WHERE.late})::int AS late, count(*) FILTER (WHERE ${WHERE.given})::int AS given
     FROM notice WHERE ${within}`,
    values,
  )
  const { total = 0, open = 0, late = 0, given = 0 } = count ?? {}
  return { rows, total, counts: { open, late, given } }
}

export async function getNotice(tx: Tx, id: string): Promise<NoticeRow> {
  const [row] = await tx.query<NoticeRow>(`SELECT ${COLUMNS} FROM notice WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** Notes who took the letter to print it, the first time. */
export async function markPrinted(tx: Tx, id: string): Promise<void> {
  await tx.execute(
    'UPDATE notice SET printed_by = $2, printed_at = $3 WHERE id = $1 AND printed_at IS NULL',
    [id, tx.actor.userId, tx.now],
  )
}

export interface Giving {
  readonly on: string
  readonly how: NoticeHow
  readonly to: NoticeTo
  readonly note: string | null
}

/** Notes that the letter was handed over, from the version that was seen. */
export async function markGiven(tx: Tx, id: string, version: number, giving: Giving): Promise<void> {
  const done = await tx.execute(
    `UPDATE notice SET given_by = $3, given_at = $4, given_on = $5, given_how = $6, given_to = $7, note = $8, version = version + 1
     WHERE id = $1 AND version = $2 AND ${OPEN}`,
    [id, version, tx.actor.userId, tx.now, giving.on, giving.how, giving.to, giving.note],
  )
  if (done === 0) throw new AppError('version_conflict')
}

/** Letters of a change that nobody needs any more, because it was rolled back. */
export async function withdrawNotices(tx: Tx, changeId: string): Promise<void> {
  await tx.execute(
    `UPDATE notice SET withdrawn_at = $2, version = version + 1 WHERE change_id = $1 AND ${OPEN}`,
    [changeId, tx.now],
  )
}

/** How many letters of the actor's reach are to be given, how many are late, and the nearest day. */
export async function openNoticeCounts(
  tx: Tx,
  today: string,
): Promise<{ open: number; late: number; next: string | null }> {
  const [row] = await tx.query<{ open: number; late: number; next: string | null }>(
    `SELECT count(*)::int AS open, count(*) FILTER (WHERE due_on < $1)::int AS late,
       min(due_on) FILTER (WHERE due_on >= $1)::text AS next
     FROM notice WHERE ${OPEN}`,
    [today],
  )
  return row ?? { open: 0, late: 0, next: null }
}
