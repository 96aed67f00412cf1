import type { FeedbackState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A topic with what was written to it. */
export interface TopicRow {
  readonly id: string
  readonly org_path: string
  readonly policy: string
  readonly title: string
  readonly state: FeedbackState
  readonly answer: string | null
  readonly answered_by: string | null
  readonly answered_at: Date | null
  readonly created_at: Date
  readonly version: number
  readonly count: number
  readonly residents: number
  readonly households: number
  /** Units that it was written in. */
  readonly paths: string[]
}

export async function insertTopic(
  tx: Tx,
  row: { readonly id: string; readonly policy: string; readonly title: string },
): Promise<void> {
  await tx.execute(
    `INSERT INTO feedback_topic (id, org_path, policy, title, state, created_by, created_at)
     VALUES ($1, $2, $3, $4, 'received', $5, $6)`,
    [row.id, tx.actor.orgPath, row.policy, row.title, tx.actor.userId, tx.now],
  )
}

const SELECT = `SELECT t.id, t.org_path, t.policy, t.title, t.state, t.answer, t.answered_by, t.answered_at,
    t.created_at, t.version, count(f.id)::int AS count,
    (count(f.id) FILTER (WHERE f.voice = 'resident'))::int AS residents,
    coalesce(sum(f.households), 0)::int AS households,
    coalesce(array_agg(DISTINCT f.org_path) FILTER (WHERE f.id IS NOT NULL), '{}') AS paths
  FROM feedback_topic t LEFT JOIN policy_feedback f ON f.topic_id = t.id`

export async function getTopic(tx: Tx, id: string): Promise<TopicRow> {
  const [row] = await tx.query<TopicRow>(`${SELECT} WHERE t.id = $1 GROUP BY t.id`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** Topics: those that wait for an answer first, those that concern the most households first among them. */
export async function listTopicRows(
  tx: Tx,
  filter: {
    readonly policy: string | null
    readonly state: string | null
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: TopicRow[]; total: number }> {
  const where = '($1::text IS NULL OR t.policy = $1) AND ($2::text IS NULL OR t.state = $2)'
  const values = [filter.policy, filter.state]
  const rows = await tx.query<TopicRow>(
    `${SELECT} WHERE ${where} GROUP BY t.id
     ORDER BY (t.state IN ('answered','taken_up')), households DESC, count DESC, t.created_at DESC, t.id
     LIMIT $3 OFFSET $4`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM feedback_topic t WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Answers a topic from the version that the caller saw. Without an answer the one that stands is kept. */
export async function writeAnswer(
  tx: Tx,
  id: string,
  version: number,
  news: { readonly state: FeedbackState; readonly answer: string | null },
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE feedback_topic SET state = $3, version = version + 1, answer = coalesce($4, answer),
       answered_by = CASE WHEN $4::text IS NULL THEN answered_by ELSE $5::uuid END,
       answered_at = CASE WHEN $4::text IS NULL THEN answered_at ELSE $6::timestamptz END
     WHERE id = $1 AND version = $2`,
    [id, version, news.state, news.answer, tx.actor.userId, tx.now],
  )
  if (changed === 0) throw new AppError('version_conflict')
}
