import type { PublicAnswer } from '@lastmile/contract'
import { type FeedbackState, foldFeedbackCode, legalDateAt, newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import { AUTH_ACTOR, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { PublicContext } from '../../../platform/operation/index.ts'
import type { GuidanceDeps } from '../deps.ts'

/** Wrong codes of one address within a quarter of an hour. A community centre shares an address, hence many. */
export const WRONG_CODES = 20
const WINDOW_MS = 15 * 60_000

interface AnswerRow {
  readonly policy: string
  readonly received_at: Date
  readonly state: FeedbackState
  readonly answer: string | null
  readonly answered_at: Date | null
}

/** Refuses an address that has guessed too often. One request of an address at a time, or guesses side by side all pass. */
async function admit(tx: Tx, ip: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 20))', [ip])
  const since = new Date(tx.now.getTime() - WINDOW_MS)
  await tx.execute('DELETE FROM answer_attempt WHERE ip = $1 AND at <= $2', [ip, since])
  const [wrong] = await tx.query<{ count: number; oldest: Date | null }>(
    'SELECT count(*)::int AS count, min(at) AS oldest FROM answer_attempt WHERE ip = $1',
    [ip],
  )
  if ((wrong?.count ?? 0) < WRONG_CODES) return
  const end = (wrong?.oldest?.getTime() ?? 0) + WINDOW_MS
  throw new AppError('code_paused', { minutes: Math.max(1, Math.ceil((end - tx.now.getTime()) / 60_000)) })
}

async function find(tx: Tx, ip: string, typed: string): Promise<AnswerRow | null> {
  await admit(tx, ip)
  const code = foldFeedbackCode(typed)
  const [row] = code === null ? [] : await tx.query<AnswerRow>('SELECT * FROM app.answer_by_code($1)', [code])
  if (row) return row
  await tx.execute('INSERT INTO answer_attempt (id, ip, at) VALUES ($1, $2, $3)', [
    newIdAt(tx.now),
    ip,
    tx.now,
  ])
  return null
}

/**
 * State and answer of a piece of feedback by its code, for people without an account. A code that is none and one that
 * nobody was given answer the same (`code_unknown`); too many wrong ones pause the address (`code_paused`).
 */
export async function answerByCode(
  context: PublicContext,
  deps: GuidanceDeps,
  input: { readonly code: string },
): Promise<z.infer<typeof PublicAnswer>> {
  const row = await context.transaction(AUTH_ACTOR, (tx) => find(tx, context.client.ip, input.code))
  if (!row) throw new AppError('code_unknown')
  return {
    policyName: deps.policyName(row.policy),
    receivedOn: legalDateAt(row.received_at),
    state: row.state,
    answer: row.answer,
    answeredOn: row.answered_at === null ? null : legalDateAt(row.answered_at),
  }
}
