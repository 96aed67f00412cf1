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

export async function listQuestions(
  tx: Tx,
  asked: {
    readonly state: 'open' | 'settled'
    readonly householdId?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: QuestionRow[]; total: number }> {
  const where = 'state = $1 AND ($2::uuid IS NULL OR household_id = $2)'
  const values = [asked.state, asked.householdId ?? null]
  const rows = await tx.query<QuestionRow>(
    `SELECT ${COLUMNS} FROM fact_question WHERE ${where} ORDER BY opened_at DESC, id LIMIT $3 OFFSET $4`,
    [...values, asked.limit, asked.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM fact_question WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
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
