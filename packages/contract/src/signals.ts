import {
  ALERT_OUTCOMES,
  DECIDED_OUTCOMES,
  NEED_CATEGORIES,
  NOTHING_REASONS,
  ROOT_CAUSES,
} from '@lastmile/domain'
import { z } from 'zod'
import { keysOf } from './casework-shapes.ts'
import {
  Flag,
  Id,
  IdempotencyKey,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  Version,
} from './operation.ts'
import { Signal, SignalRuleView, SignalTrial, UrgencyShape } from './signal-shapes.ts'

const Filter = z.object({
  under: OrgPathText.optional(),
  rule: z.string().optional(),
  state: z.enum(['open', 'ended']).default('open'),
  urgency: z.coerce.number().int().min(1).max(3).optional(),
  /** Begins with the name of the head, or the number of the household. */
  q: z.string().max(40).optional(),
  mine: Flag,
  overdue: Flag,
  /** Nobody owns it. */
  loose: Flag,
  householdId: Id.optional(),
})

/** So many signals are given in one call at most. */
export const MOST_SIGNALS = 2000

/** Finding households: signals, who looks into them, and how well their rules do. */
export const signals = {
  list: operation({
    method: 'GET',
    path: '/signals',
    tag: 'signals',
    summary: 'Signals in scope or of one household, the most urgent first',
    permission: 'signal.read',
  })
    .input(Page.extend(Filter.shape))
    .output(pageOf(Signal)),
  versions: operation({
    method: 'GET',
    path: '/signals/versions',
    tag: 'signals',
    summary: 'Ids and versions of the signals of a list, to give them away in one go',
    permission: 'signal.assign',
  })
    .input(Filter)
    .output(z.object({ items: z.array(z.object({ id: Id, version: Version })), total: z.number().int() })),
  report: operation({
    method: 'POST',
    path: '/households/{householdId}/signals',
    tag: 'signals',
    summary:
      'Report what was seen or heard of a household; a second report joins the open signal and makes it more urgent',
    permission: 'signal.report',
    ledger: 'signal.report',
  })
    .input(
      z.object({
        householdId: Id,
        key: IdempotencyKey,
        rule: z.string(),
        told: z.string().trim().min(4).max(500),
        urgency: UrgencyShape,
      }),
    )
    .output(z.object({ id: Id, joined: z.boolean() })),
  take: operation({
    method: 'POST',
    path: '/signals/{id}/take',
    tag: 'signals',
    summary: 'Take a signal: it is the caller’s to look into',
    permission: 'signal.decide',
    ledger: 'signal.take',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(Signal),
  assign: operation({
    method: 'POST',
    path: '/signals/assign',
    tag: 'signals',
    summary: 'Give signals to one person',
    permission: 'signal.assign',
    ledger: 'signal.assign',
  })
    .input(
      z.object({
        items: z
          .array(z.object({ id: Id, version: Version }))
          .min(1)
          .max(MOST_SIGNALS),
        ownerId: Id,
      }),
    )
    .output(
      z.object({
        items: z.array(
          z.object({ id: Id, outcome: z.enum(['done', 'changed', 'ended', 'unsuitable', 'not-found']) }),
        ),
        assigned: z.number().int(),
      }),
    ),
  end: operation({
    method: 'POST',
    path: '/signals/{id}/end',
    tag: 'signals',
    summary:
      'End a signal: a need confirmed, already known, or nothing found, with what was found and the minutes it took',
    permission: 'signal.decide',
    ledger: 'signal.end',
  })
    .input(
      z.object({
        id: Id,
        version: Version,
        outcome: z.enum(DECIDED_OUTCOMES),
        reason: keysOf(NOTHING_REASONS).optional(),
        found: z.string().trim().min(2).max(500),
        minutes: z.number().int().min(0).max(600),
        visited: z.boolean(),
        /** How the person is, where the signal is an urgent alert. */
        safety: keysOf(ALERT_OUTCOMES).optional(),
        need: z
          .object({
            category: keysOf(NEED_CATEGORIES),
            title: z.string().trim().min(1).max(100),
            rootCause: keysOf(ROOT_CAUSES),
            urgency: UrgencyShape,
            ownWords: z.string().max(1000).optional(),
          })
          .optional(),
      }),
    )
    .output(z.object({ signal: Signal, needId: Id.nullable(), caseId: Id.nullable() })),
  reopen: operation({
    method: 'POST',
    path: '/signals/{id}/reopen',
    tag: 'signals',
    summary:
      'Take back the end of a signal, with a reason: it is open again, and no longer counts as it had ended',
    permission: 'signal.decide',
    ledger: 'signal.reopen',
  })
    .input(z.object({ id: Id, version: Version, reason: z.string().trim().min(4).max(300) }))
    .output(Signal),
  rules: operation({
    method: 'GET',
    path: '/signals/rules',
    tag: 'signals',
    summary: 'The rules of signals and how well each does',
    permission: 'signal.read',
  })
    .input(z.object({ under: OrgPathText.optional() }))
    .output(z.object({ rules: z.array(SignalRuleView), leastChecked: z.number().int() })),
  tryThresholds: operation({
    method: 'POST',
    path: '/signals/rules/{rule}/trial',
    tag: 'signals',
    summary:
      'Try other thresholds of a rule on last year’s signals and on the households of today; nothing changes',
    permission: 'signal.try',
    ledger: 'signal.try',
  })
    .input(z.object({ rule: z.string(), values: z.record(z.string().max(60), z.number()) }))
    .output(SignalTrial),
  proposeChange: operation({
    method: 'POST',
    path: '/signals/rules/{rule}/changes',
    tag: 'signals',
    summary:
      'Propose other thresholds of a rule, a rest until a day, or its end; a second person publishes it',
    permission: 'signal.tune',
    ledger: 'signal.propose',
  })
    .input(
      z.object({
        rule: z.string(),
        key: IdempotencyKey,
        kind: z.enum(['thresholds', 'rest', 'retire']),
        values: z.record(z.string().max(60), z.number()).optional(),
        fromDay: LegalDay.optional(),
        untilDay: LegalDay.optional(),
        reason: z.string().trim().min(4).max(500),
      }),
    )
    .output(z.object({ id: Id })),
  publishChange: operation({
    method: 'POST',
    path: '/signals/changes/{id}/publish',
    tag: 'signals',
    summary: 'Put a proposed change of a rule in force, by a second person; households are looked at anew',
    permission: 'signal.tune',
    ledger: 'signal.publish',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(z.object({ jobId: Id.nullable() })),
  withdrawChange: operation({
    method: 'POST',
    path: '/signals/changes/{id}/withdraw',
    tag: 'signals',
    summary: 'Withdraw a proposed change of a rule',
    permission: 'signal.tune',
    ledger: 'signal.withdraw',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(z.object({ id: Id })),
  takeBackChange: operation({
    method: 'POST',
    path: '/signals/changes/{id}/take-back',
    tag: 'signals',
    summary: 'Take back a published change of a rule, with a reason: what stood before is in force again',
    permission: 'signal.tune',
    ledger: 'signal.take-back',
  })
    .input(z.object({ id: Id, version: Version, reason: z.string().trim().min(4).max(500) }))
    .output(z.object({ jobId: Id.nullable() })),
}
