import {
  DECIDED_OUTCOMES,
  NEED_CATEGORIES,
  NOTHING_REASONS,
  ROOT_CAUSES,
  SIGNAL_OUTCOMES,
} from '@lastmile/domain'
import { z } from 'zod'
import { keysOf } from './casework-shapes.ts'
import {
  Because,
  Flag,
  Id,
  IdempotencyKey,
  Instant,
  LegalDay,
  OrgPathText,
  operation,
  Page,
  pageOf,
  StaffRef,
  Text,
  Version,
} from './operation.ts'

const UrgencyShape = z.number().int().min(1).max(3)

/** A signal (发现线索): go and look at this household. */
export const Signal = z.object({
  id: Id,
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  address: z.string().nullable(),
  orgPath: OrgPathText,
  orgName: z.string(),
  rule: z.string(),
  ruleName: Text,
  /** What to look for. */
  atTheDoor: Text,
  raisedBy: z.enum(['rule', 'people', 'platform']),
  /** Who entered it, where somebody did. */
  reportedBy: StaffRef.nullable(),
  /** What was seen or heard, in words. */
  told: z.string().nullable(),
  /** Names of the members it is about; empty for the whole household. */
  members: z.array(z.string()),
  urgency: UrgencyShape,
  /** 0 committee, 1 street, 2 bureau: how far it has climbed. */
  level: z.number().int().min(0).max(2),
  state: z.enum(['open', 'ended']),
  owner: StaffRef.nullable(),
  takenAt: Instant.nullable(),
  raisedAt: Instant,
  dueOn: LegalDay,
  overdue: z.boolean(),
  /** How often it was raised while open. */
  times: z.number().int(),
  /** Whether the facts still say so; always true for what people entered. */
  holds: z.boolean(),
  because: Because,
  priority: Because,
  /** What a confirmed signal proposes as need. */
  need: z.object({ category: keysOf(NEED_CATEGORIES), rootCause: keysOf(ROOT_CAUSES) }),
  outcome: keysOf(SIGNAL_OUTCOMES).nullable(),
  reason: keysOf(NOTHING_REASONS).nullable(),
  found: z.string().nullable(),
  minutes: z.number().int().nullable(),
  visited: z.boolean().nullable(),
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  version: Version,
})

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

const Share = z.number().min(0).max(1)

/** How well a rule does, by what was found at the door. */
export const SignalRuleView = z.object({
  rule: z.string(),
  name: Text,
  raisedBy: z.enum(['rule', 'people', 'platform']),
  cite: z.object({ document: z.string(), clause: z.string() }),
  chosen: z.string(),
  floor: Share,
  thresholds: z.array(
    z.object({ name: z.string(), label: Text, type: z.string(), unit: z.string(), value: z.number() }),
  ),
  /** Ever raised; of these still open, given to a visit, closed by themselves. */
  flagged: z.number().int(),
  open: z.number().int(),
  visited: z.number().int(),
  /** Taken in: a need was confirmed. */
  takenIn: z.number().int(),
  known: z.number().int(),
  nothing: z.number().int(),
  lapsed: z.number().int(),
  nothingBy: z.array(z.object({ reason: keysOf(NOTHING_REASONS), count: z.number().int() })),
  minutes: z.number().int(),
  /** takenIn / checked, where checked leaves out what says nothing of the rule; with Wilson's bounds at 95 %. */
  checked: z.number().int(),
  precision: Share.nullable(),
  lower: Share.nullable(),
  upper: Share.nullable(),
  /** tune: the lower bound lies under the floor. retire: the upper bound does too. wait: too few were looked into. */
  verdict: z.enum(['keep', 'tune', 'retire', 'wait']),
})

/** What a threshold would have done on the signals of the last year, and to the households of today. */
export const SignalTrial = z.object({
  since: LegalDay,
  /** Ended signals of the rule whose data are kept. */
  tried: z.number().int(),
  kept: z.object({
    raised: z.number().int(),
    checked: z.number().int(),
    takenIn: z.number().int(),
    lower: Share.nullable(),
  }),
  before: z.object({
    raised: z.number().int(),
    checked: z.number().int(),
    takenIn: z.number().int(),
    lower: Share.nullable(),
  }),
  /** Of those that would not have been raised, so many had led to a need. */
  missed: z.number().int(),
  minutesSaved: z.number().int(),
  /** Households looked at today, and how many the rule says it of, by the present and by the tried threshold. */
  today: z.object({
    households: z.number().int(),
    of: z.number().int(),
    present: z.number().int(),
    tried: z.number().int(),
  }),
})

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
}
