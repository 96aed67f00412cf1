import { type FeedbackState, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { GuidanceDeps } from '../deps.ts'
import { type FeedbackView, presentTopics, type TopicView } from './present-feedback.ts'
import { getFeedback, moveFeedback } from './store.ts'
import { getTopic, insertTopic, listTopicRows, type TopicRow, writeAnswer } from './topic-store.ts'
import { feedbackView } from './write-feedback.ts'

async function topicView(tx: Tx, deps: GuidanceDeps, id: string): Promise<TopicView> {
  const [view] = await presentTopics(tx, deps, [await getTopic(tx, id)])
  if (!view) throw new AppError('not_found')
  return view
}

function tell(
  tx: Tx,
  topic: Pick<TopicRow, 'id' | 'org_path' | 'policy' | 'title'>,
  action: string,
  data: Readonly<Record<string, string | number>>,
): void {
  tx.ledger({
    action,
    objectKind: 'feedback-topic',
    objectId: topic.id,
    orgPath: topic.org_path,
    data: { policy: topic.policy, title: topic.title, ...data },
  })
}

/** Puts feedback to a topic; all of it must be on the topic's policy and within the actor's sight. */
async function put(tx: Tx, topic: Pick<TopicRow, 'id' | 'policy'>, ids: readonly string[]): Promise<number> {
  const wanted = [...new Set(ids)]
  const moved = await moveFeedback(tx, wanted, topic.policy, topic.id)
  if (moved !== wanted.length) throw new AppError('feedback_mixed')
  return moved
}

/** Makes one question of several pieces of feedback on a policy. Throws `feedback_mixed` when they are on several. */
export async function gatherFeedback(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly title: string; readonly feedbackIds: readonly string[] },
): Promise<TopicView> {
  const [first = ''] = input.feedbackIds
  const { policy } = await getFeedback(tx, first)
  const topic = { id: newIdAt(tx.now), policy, title: input.title, org_path: tx.actor.orgPath }
  await insertTopic(tx, topic)
  tell(tx, topic, 'feedback.gather', { count: await put(tx, topic, input.feedbackIds) })
  return topicView(tx, deps, topic.id)
}

/** Puts more feedback to a question. */
export async function addToTopic(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly id: string; readonly feedbackIds: readonly string[] },
): Promise<TopicView> {
  const topic = await getTopic(tx, input.id)
  tell(tx, topic, 'feedback.gather', { count: await put(tx, topic, input.feedbackIds) })
  return topicView(tx, deps, topic.id)
}

/** Takes a piece of feedback out of its question; it waits again to be looked at. */
export async function looseFeedback(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly id: string },
): Promise<FeedbackView> {
  const feedback = await getFeedback(tx, input.id)
  if (feedback.topic_id === null)
    throw new AppError('action_not_possible', { state: 'loose', action: 'loose' })
  const topic = await getTopic(tx, feedback.topic_id)
  await moveFeedback(tx, [feedback.id], feedback.policy, null)
  tell(tx, topic, 'feedback.loose', {})
  return feedbackView(tx, deps, feedback.id)
}

/** One page of questions, those that wait for an answer first. */
export async function listTopics(
  tx: Tx,
  deps: GuidanceDeps,
  query: {
    readonly policy?: string | undefined
    readonly state?: FeedbackState | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: TopicView[]; total: number }> {
  const { rows, total } = await listTopicRows(tx, {
    policy: query.policy ?? null,
    state: query.state ?? null,
    limit: query.limit,
    offset: query.offset,
  })
  return { items: await presentTopics(tx, deps, rows), total }
}

/** Says how far the bureau is with a question, with or without an answer; all who wrote to it see it. */
export async function answerTopic(
  tx: Tx,
  deps: GuidanceDeps,
  input: {
    readonly id: string
    readonly version: number
    readonly state: FeedbackState
    readonly answer?: string | undefined
  },
): Promise<TopicView> {
  const topic = await getTopic(tx, input.id)
  await writeAnswer(tx, topic.id, input.version, { state: input.state, answer: input.answer ?? null })
  tell(tx, topic, 'feedback.answer', { state: input.state })
  return topicView(tx, deps, topic.id)
}
