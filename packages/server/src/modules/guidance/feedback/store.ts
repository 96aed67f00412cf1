import type { FeedbackState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A piece of feedback with its topic, and with the household as far as the actor may see it. */
export interface FeedbackRow {
  readonly id: string
  readonly org_path: string
  readonly policy: string
  readonly voice: 'advisor' | 'resident'
  readonly what: string
  readonly falls_through: string | null
  readonly households: number | null
  readonly resident_words: string | null
  readonly resident_name: string | null
  readonly code: string
  readonly by_id: string
  readonly at: Date
  readonly topic_id: string | null
  readonly seen_at: Date | null
  readonly household_id: string | null
  readonly topic_title: string | null
  readonly state: FeedbackState
  readonly answer: string | null
  readonly answered_at: Date | null
}

export interface NewFeedback {
  readonly id: string
  readonly policy: string
  readonly voice: 'advisor' | 'resident'
  readonly what: string
  readonly fallsThrough: string | null
  readonly households: number | null
  readonly residentWords: string | null
  readonly residentName: string | null
  readonly code: string
  /** The household that it is about, with its unit. */
  readonly household: { readonly id: string; readonly orgPath: string } | null
}

export async function insertFeedback(tx: Tx, row: NewFeedback): Promise<void> {
  await tx.execute(
    `INSERT INTO policy_feedback (id, org_path, policy, voice, what, falls_through, households, resident_words,
       resident_name, linked, code, by_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      tx.actor.orgPath,
      row.policy,
      row.voice,
      row.what,
      row.fallsThrough,
      row.households,
      row.residentWords,
      row.residentName,
      row.household !== null,
      row.code,
      tx.actor.userId,
      tx.now,
    ],
  )
  if (row.household)
    await tx.execute(
      'INSERT INTO feedback_household (feedback_id, household_id, org_path) VALUES ($1, $2, $3)',
      [row.id, row.household.id, row.household.orgPath],
    )
}

const SELECT = `SELECT f.id, f.org_path, f.policy, f.voice, f.what, f.falls_through, f.households, f.resident_words,
    f.resident_name, f.code, f.by_id, f.at, f.topic_id, f.seen_at, h.household_id, t.title AS topic_title,
    coalesce(t.state, 'received') AS state, t.answer, t.answered_at
  FROM policy_feedback f LEFT JOIN feedback_topic t ON t.id = f.topic_id
  LEFT JOIN feedback_household h ON h.feedback_id = f.id`

export async function getFeedback(tx: Tx, id: string): Promise<FeedbackRow> {
  const [row] = await tx.query<FeedbackRow>(`${SELECT} WHERE f.id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export interface FeedbackFilter {
  readonly writer: string | null
  readonly policy: string | null
  readonly state: string | null
  readonly topicId: string | null
  readonly loose: boolean
  /** Only whose writer has not seen the present answer. */
  readonly news: boolean
  readonly limit: number
  readonly offset: number
}

export async function listFeedbackRows(
  tx: Tx,
  filter: FeedbackFilter,
): Promise<{ rows: FeedbackRow[]; total: number }> {
  const where = `($1::uuid IS NULL OR f.by_id = $1) AND ($2::text IS NULL OR f.policy = $2)
    AND ($3::text IS NULL OR coalesce(t.state, 'received') = $3) AND ($4::uuid IS NULL OR f.topic_id = $4)
    AND (NOT $5::boolean OR f.topic_id IS NULL)
    AND (NOT $6::boolean OR t.answered_at > coalesce(f.seen_at, '-infinity'))`
  const values = [filter.writer, filter.policy, filter.state, filter.topicId, filter.loose, filter.news]
  const rows = await tx.query<FeedbackRow>(
    `${SELECT} WHERE ${where} ORDER BY f.at DESC, f.id LIMIT $7 OFFSET $8`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM (${SELECT} WHERE ${where}) counted`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** The actor has seen the answer of the own piece of feedback. */
export async function markSeen(tx: Tx, id: string): Promise<void> {
  await tx.execute('UPDATE policy_feedback SET seen_at = $2 WHERE id = $1 AND by_id = $3', [
    id,
    tx.now,
    tx.actor.userId,
  ])
}

/** Puts pieces of feedback on one policy to a topic, or (null) out of it. @returns how many there were. */
export async function moveFeedback(
  tx: Tx,
  ids: readonly string[],
  policy: string,
  topicId: string | null,
): Promise<number> {
  return tx.execute('UPDATE policy_feedback SET topic_id = $3 WHERE id = ANY ($1::uuid[]) AND policy = $2', [
    ids,
    policy,
    topicId,
  ])
}
