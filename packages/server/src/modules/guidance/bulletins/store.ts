import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A question as it is stored: options from 0, which one is right and why. */
export interface StoredQuestion {
  readonly text: string
  readonly options: readonly string[]
  readonly right: number
  readonly why: string
}

/** A bulletin with its present version and the actor's receipt of it. */
export interface BulletinRecord {
  readonly id: string
  readonly org_path: string
  readonly state: 'published' | 'withdrawn'
  readonly roles: string[]
  readonly units: string[]
  readonly from_on: string
  readonly current_no: number
  readonly published_by: string
  readonly published_at: Date
  readonly withdraw_reason: string | null
  readonly version: number
  readonly title: string
  readonly body: string
  readonly policies: string[]
  readonly questions: StoredQuestion[]
  readonly note: string | null
  readonly read_at: Date | null
  readonly answers: number[] | null
  readonly right_count: number | null
  readonly answered_at: Date | null
  readonly reminded_at: Date | null
}

export interface VersionText {
  readonly title: string
  readonly body: string
  readonly policies: readonly string[]
  readonly questions: readonly StoredQuestion[]
}

export async function insertBulletin(
  tx: Tx,
  row: {
    readonly id: string
    readonly orgPath: string
    readonly roles: readonly string[]
    readonly units: readonly string[]
    readonly fromOn: string
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO bulletin (id, org_path, state, roles, units, from_on, published_by, published_at)
     VALUES ($1, $2, 'published', $3, $4, $5, $6, $7)`,
    [row.id, row.orgPath, row.roles, row.units, row.fromOn, tx.actor.userId, tx.now],
  )
}

export async function insertVersion(
  tx: Tx,
  id: string,
  no: number,
  text: VersionText,
  note: string | null,
): Promise<void> {
  await tx.execute(
    `INSERT INTO bulletin_version (bulletin_id, no, title, body, policies, questions, note, written_by, written_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      no,
      text.title,
      text.body,
      text.policies,
      JSON.stringify(text.questions),
      note,
      tx.actor.userId,
      tx.now,
    ],
  )
}

const RECORD = `SELECT b.id, b.org_path, b.state, b.roles, b.units, b.from_on::text AS from_on, b.current_no,
    b.published_by, b.published_at, b.withdraw_reason, b.version, v.title, v.body, v.policies, v.questions, v.note,
    r.read_at, r.answers, r.right_count, r.answered_at,
    (SELECT max(m.at) FROM bulletin_reminder m WHERE m.bulletin_id = b.id AND m.no = b.current_no) AS reminded_at
  FROM bulletin b
  JOIN bulletin_version v ON v.bulletin_id = b.id AND v.no = b.current_no
  LEFT JOIN bulletin_receipt r ON r.bulletin_id = b.id AND r.no = b.current_no AND r.account_id = $1`

/** What of it concerns a reader: begun, and not withdrawn before it was read. */
const FOR_READERS = `b.from_on <= $2::date AND (b.state = 'published' OR EXISTS (
    SELECT 1 FROM bulletin_receipt o WHERE o.bulletin_id = b.id AND o.account_id = $1))`
const UNREAD = `b.state = 'published' AND r.read_at IS NULL`

export interface BulletinFilter {
  /** Writers see what is planned and what was withdrawn too. */
  readonly writer: boolean
  readonly today: string
  readonly unread: boolean
  readonly q: string | null
  readonly limit: number
  readonly offset: number
}

export async function listBulletinRecords(
  tx: Tx,
  filter: BulletinFilter,
): Promise<{ rows: BulletinRecord[]; total: number }> {
  const where = `($3::boolean OR ${FOR_READERS}) AND (NOT $4::boolean OR (${UNREAD}))
    AND ($5::text IS NULL OR strpos(v.title, $5) > 0)`
  const values = [tx.actor.userId || null, filter.today, filter.writer, filter.unread, filter.q]
  const rows = await tx.query<BulletinRecord>(
    `${RECORD} WHERE ${where} ORDER BY b.from_on DESC, b.published_at DESC, b.id LIMIT $6 OFFSET $7`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM (${RECORD} WHERE ${where}) counted`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** One bulletin; to readers one that has not begun is not there. */
export async function getBulletinRecord(
  tx: Tx,
  id: string,
  as: { readonly writer: boolean; readonly today: string },
): Promise<BulletinRecord> {
  const [row] = await tx.query<BulletinRecord>(
    `${RECORD} WHERE b.id = $4 AND ($3::boolean OR ${FOR_READERS})`,
    [tx.actor.userId || null, as.today, as.writer, id],
  )
  if (!row) throw new AppError('not_found')
  return row
}

export async function versionsOf(
  tx: Tx,
  id: string,
): Promise<{ no: number; written_by: string; written_at: Date; note: string | null }[]> {
  return tx.query(
    'SELECT no, written_by, written_at, note FROM bulletin_version WHERE bulletin_id = $1 ORDER BY no DESC',
    [id],
  )
}

/** Moves a bulletin on from the version that the caller saw. */
export async function changeBulletin(
  tx: Tx,
  id: string,
  version: number,
  change: { readonly no?: number; readonly withdrawReason?: string },
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE bulletin SET version = version + 1, current_no = coalesce($3, current_no),
       state = CASE WHEN $4::text IS NULL THEN state ELSE 'withdrawn' END,
       withdraw_reason = coalesce($4, withdraw_reason),
       withdrawn_by = CASE WHEN $4::text IS NULL THEN withdrawn_by ELSE $5::uuid END,
       withdrawn_at = CASE WHEN $4::text IS NULL THEN withdrawn_at ELSE $6::timestamptz END
     WHERE id = $1 AND version = $2`,
    [id, version, change.no ?? null, change.withdrawReason ?? null, tx.actor.userId, tx.now],
  )
  if (changed === 0) throw new AppError('version_conflict')
}
