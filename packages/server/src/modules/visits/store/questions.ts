import { scopeRange } from '@lastmile/domain'
import type { Question } from '@lastmile/field'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `fact_question`. */
export interface QuestionRow extends Question {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly entity_kind: 'household' | 'person'
  readonly entity_id: string
  readonly fact: string
  readonly sensitivity: 'ordinary' | 'sensitive' | 'protected'
  readonly opened_at: Date
}

const COLUMNS = `id, household_id, org_path, entity_kind, entity_id, fact, sensitivity, state, voices, choice, steps,
  opened_at, version`

export async function insertQuestion(tx: Tx, row: QuestionRow): Promise<void> {
  await tx.execute(
    `INSERT INTO fact_question (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.household_id,
      row.org_path,
      row.entity_kind,
      row.entity_id,
      row.fact,
      row.sensitivity,
      row.state,
      JSON.stringify(row.voices),
      row.choice,
      JSON.stringify(row.steps),
      row.opened_at,
      row.version,
    ],
  )
}

/** The open questions of a household; the household must be locked. */
export async function openQuestionsOf(tx: Tx, householdId: string): Promise<QuestionRow[]> {
  return tx.query<QuestionRow>(
    `SELECT ${COLUMNS} FROM fact_question WHERE household_id = $1 AND state = 'open'`,
    [householdId],
  )
}

/** A question by id; hidden and absent ones are the same 404. */
export async function getQuestion(tx: Tx, id: string): Promise<QuestionRow> {
  const [row] = await tx.query<QuestionRow>(`SELECT ${COLUMNS} FROM fact_question WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** Writes the next state of a question over the version that it was made from. */
export async function saveQuestion(tx: Tx, id: string, before: number, next: Question): Promise<void> {
  const changed = await tx.execute(
    `UPDATE fact_question SET state = $3, voices = $4, choice = $5, steps = $6, version = $7
     WHERE id = $1 AND version = $2`,
    [
      id,
      before,
      next.state,
      JSON.stringify(next.voices),
      next.choice,
      JSON.stringify(next.steps),
      next.version,
    ],
  )
  if (changed === 0) throw new AppError('question_moved')
}

/** Whether the question about a fact is open in another row already: an undo then has nowhere to go. */
export async function isAskedAgain(tx: Tx, row: QuestionRow): Promise<boolean> {
  const [found] = await tx.query(
    `SELECT 1 FROM fact_question WHERE entity_id = $1 AND fact = $2 AND state = 'open' AND id <> $3`,
    [row.entity_id, row.fact, row.id],
  )
  return found !== undefined
}

/** What narrows a list of questions. */
export interface QuestionFilter {
  readonly state: 'open' | 'settled'
  readonly householdId?: string | undefined
  readonly under?: string | undefined
  /** `person.monthly_wage` */
  readonly fact?: string | undefined
  readonly olderThanDays?: number | undefined
}

function rangeOf(under: string | undefined): [from: string | null, to: string | null] {
  if (!under) return [null, null]
  const { lo, hi } = scopeRange(under)
  return [lo, hi]
}

/** Open questions: the oldest first, they have waited longest. Settled ones: the newest first. */
export async function listQuestions(
  tx: Tx,
  asked: QuestionFilter & { readonly limit: number; readonly offset: number },
): Promise<{ rows: QuestionRow[]; total: number }> {
  const where = `state = $1 AND ($2::uuid IS NULL OR household_id = $2)
    AND ($3::text IS NULL OR (org_path >= $3 AND org_path < $4))
    AND ($5::text IS NULL OR entity_kind || '.' || fact = $5)
    AND ($6::int IS NULL OR opened_at <= $7::timestamptz - make_interval(days => $6))`
  const values = [
    asked.state,
    asked.householdId ?? null,
    ...rangeOf(asked.under),
    asked.fact ?? null,
    asked.olderThanDays ?? null,
    tx.now,
  ]
  const order = asked.state === 'open' ? 'opened_at, id' : "(steps -> -1 ->> 'at') DESC, id"
  const rows = await tx.query<QuestionRow>(
    `SELECT ${COLUMNS} FROM fact_question WHERE ${where} ORDER BY ${order} LIMIT $8 OFFSET $9`,
    [...values, asked.limit, asked.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM fact_question WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Open questions by fact, the most frequent first. */
export async function countQuestions(
  tx: Tx,
  under: string | undefined,
): Promise<{ entity_kind: 'household' | 'person'; fact: string; open: number }[]> {
  return tx.query(
    `SELECT entity_kind, fact, count(*)::int AS open FROM fact_question
     WHERE state = 'open' AND ($1::text IS NULL OR (org_path >= $1 AND org_path < $2))
     GROUP BY 1, 2 ORDER BY open DESC, 1, 2`,
    rangeOf(under),
  )
}

/** Questions of the households of a pack that are open, or were settled in the last two weeks. */
export async function questionsForPack(tx: Tx, ids: readonly string[]): Promise<QuestionRow[]> {
  return tx.query<QuestionRow>(
    `SELECT ${COLUMNS} FROM fact_question
     WHERE household_id = ANY ($1::uuid[]) AND sensitivity <> 'protected'
       AND (state = 'open' OR (steps -> -1 ->> 'at')::timestamptz > $2::timestamptz - interval '14 days')
     ORDER BY opened_at DESC, id LIMIT 500`,
    [ids, tx.now],
  )
}
