import type { Feedback, FeedbackTopic } from '@lastmile/contract'
import { writeFeedbackCode } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { GuidanceDeps } from '../deps.ts'
import type { FeedbackRow } from './store.ts'
import type { TopicRow } from './topic-store.ts'

export type FeedbackView = z.infer<typeof Feedback>
export type TopicView = z.infer<typeof FeedbackTopic>

/** Feedback as the API shows it; its code goes to the writer only. */
export async function presentFeedback(
  tx: Tx,
  deps: GuidanceDeps,
  rows: readonly FeedbackRow[],
): Promise<FeedbackView[]> {
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.by_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const heads = await householdHeads(
    tx,
    rows.flatMap((row) => row.household_id ?? []),
  )
  return rows.map((row) => {
    const mine = row.by_id === tx.actor.userId
    const head = row.household_id === null ? undefined : heads.get(row.household_id)
    return {
      id: row.id,
      policy: { id: row.policy, name: deps.policyName(row.policy) },
      voice: row.voice,
      what: row.what,
      fallsThrough: row.falls_through,
      households: row.households,
      residentWords: row.resident_words,
      residentName: row.resident_name,
      household: head ? { id: head.id, no: head.no, headName: head.headName } : null,
      writtenBy: staff.get(row.by_id)?.name ?? '',
      orgName: units.get(row.org_path) ?? '',
      at: row.at.toISOString(),
      mine,
      code: mine ? writeFeedbackCode(row.code) : null,
      topicId: row.topic_id,
      topicTitle: row.topic_title,
      state: row.state,
      answer: row.answer,
      answeredAt: row.answered_at?.toISOString() ?? null,
      news: mine && row.answered_at !== null && (row.seen_at === null || row.answered_at > row.seen_at),
    }
  })
}

export async function presentTopics(
  tx: Tx,
  deps: GuidanceDeps,
  rows: readonly TopicRow[],
): Promise<TopicView[]> {
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.answered_by),
  )
  const units = await unitNames(
    tx,
    rows.flatMap((row) => row.paths),
  )
  return rows.map((row) => ({
    id: row.id,
    policy: { id: row.policy, name: deps.policyName(row.policy) },
    title: row.title,
    state: row.state,
    answer: row.answer,
    answeredBy: row.answered_by === null ? null : (staff.get(row.answered_by)?.name ?? ''),
    answeredAt: row.answered_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    count: row.count,
    residents: row.residents,
    households: row.households,
    units: row.paths.flatMap((path) => units.get(path) ?? []),
    version: row.version,
  }))
}
