import { randomBytes } from 'node:crypto'
import { type FeedbackState, feedbackCode, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads } from '../../households/index.ts'
import type { GuidanceDeps } from '../deps.ts'
import { type FeedbackView, presentFeedback } from './present-feedback.ts'
import { getFeedback, insertFeedback, listFeedbackRows, markSeen } from './store.ts'

/** Feedback as an advisor writes it. `residentWords` make it the resident's. */
export interface FeedbackInput {
  readonly policy: string
  readonly what: string
  readonly fallsThrough?: string | undefined
  readonly households?: number | undefined
  readonly householdId?: string | undefined
  readonly residentWords?: string | undefined
  readonly residentName?: string | undefined
}

/** One piece of feedback as the actor sees it. */
export async function feedbackView(tx: Tx, deps: GuidanceDeps, id: string): Promise<FeedbackView> {
  const [view] = await presentFeedback(tx, deps, [await getFeedback(tx, id)])
  if (!view) throw new AppError('not_found')
  return view
}

/**
 * Writes feedback on a policy (政策反馈). It gets a code made of chance, by which the answer can be asked for without an
 * account. A resident's name without words of the resident is refused (`input_invalid`): whose would it be?
 */
export async function writeFeedback(tx: Tx, deps: GuidanceDeps, input: FeedbackInput): Promise<FeedbackView> {
  if (!deps.knowsPolicy(input.policy)) throw new AppError('policy_unknown', { policy: input.policy })
  if (input.residentName && !input.residentWords)
    throw new AppError('input_invalid', { fields: 'residentWords' })
  const head = input.householdId
    ? (await householdHeads(tx, [input.householdId])).get(input.householdId)
    : undefined
  if (input.householdId && !head) throw new AppError('not_found')
  const id = newIdAt(tx.now)
  await insertFeedback(tx, {
    id,
    policy: input.policy,
    voice: input.residentWords ? 'resident' : 'advisor',
    what: input.what,
    fallsThrough: input.fallsThrough || null,
    households: input.households ?? null,
    residentWords: input.residentWords ?? null,
    residentName: input.residentName || null,
    code: feedbackCode(randomBytes(64)),
    household: head ? { id: head.id, orgPath: head.orgPath } : null,
  })
  tx.ledger({
    action: 'feedback.write',
    objectKind: 'feedback',
    objectId: id,
    orgPath: head?.orgPath ?? tx.actor.orgPath,
    ...(head ? { householdId: head.id } : {}),
    data: { policy: input.policy, voice: input.residentWords ? 'resident' : 'advisor' },
  })
  return feedbackView(tx, deps, id)
}

export interface FeedbackQuery {
  readonly box: 'mine' | 'all'
  readonly policy?: string | undefined
  readonly state?: FeedbackState | undefined
  readonly topicId?: string | undefined
  readonly loose: boolean
  readonly limit: number
  readonly offset: number
}

/** One page of feedback: the own, or all that the actor may see; the newest first. */
export async function listFeedback(
  tx: Tx,
  deps: GuidanceDeps,
  query: FeedbackQuery,
): Promise<{ items: FeedbackView[]; total: number }> {
  const { rows, total } = await listFeedbackRows(tx, {
    writer: query.box === 'mine' ? tx.actor.userId : null,
    policy: query.policy ?? null,
    state: query.state ?? null,
    topicId: query.topicId ?? null,
    loose: query.loose,
    news: false,
    limit: query.limit,
    offset: query.offset,
  })
  return { items: await presentFeedback(tx, deps, rows), total }
}

/** The own feedback whose answer the actor has not seen yet. */
export async function answersToRead(tx: Tx, deps: GuidanceDeps, limit: number): Promise<FeedbackView[]> {
  const { rows } = await listFeedbackRows(tx, {
    writer: tx.actor.userId,
    policy: null,
    state: null,
    topicId: null,
    loose: false,
    news: true,
    limit,
    offset: 0,
  })
  return presentFeedback(tx, deps, rows)
}

/** The writer has seen the answer; it no longer stands on 今天. */
export async function seeAnswer(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly id: string },
): Promise<FeedbackView> {
  await getFeedback(tx, input.id)
  await markSeen(tx, input.id)
  return feedbackView(tx, deps, input.id)
}
