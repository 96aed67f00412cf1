import { NEED_CATEGORIES, NOTHING_REASONS, ROOT_CAUSES, SIGNAL_OUTCOMES } from '@lastmile/domain'
import { z } from 'zod'
import { keysOf } from './casework-shapes.ts'
import { Because, Id, Instant, LegalDay, OrgPathText, StaffRef, Text, Version } from './operation.ts'

/** 1 at once, 2 this week, 3 soon. */
export const UrgencyShape = z.number().int().min(1).max(3)

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
  /** The instant by which somebody must have acted, where hours are given and not days. */
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  /** It is an urgent alert of a scale: it ends with how the person is. */
  alert: z.boolean(),
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
  /** The need that an end led to; it stays where that end was taken back. */
  needId: Id.nullable(),
  /** Ends that were taken back, the newest first. */
  undone: z.array(
    z.object({
      at: Instant,
      by: z.string(),
      why: z.string(),
      outcome: keysOf(SIGNAL_OUTCOMES),
      found: z.string().nullable(),
    }),
  ),
  version: Version,
})

const Share = z.number().min(0).max(1)

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

/** Other thresholds of a rule, its rest or its end: proposed by one person, published by another. */
export const SignalChange = z.object({
  id: Id,
  kind: z.enum(['thresholds', 'rest', 'retire']),
  values: z.record(z.string(), z.number()).nullable(),
  /** How the rule stood when it was proposed. */
  before: z.object({
    values: z.record(z.string(), z.number()),
    checked: z.number().int(),
    takenIn: z.number().int(),
    lower: Share.nullable(),
  }),
  trial: SignalTrial.nullable(),
  reason: z.string(),
  fromDay: LegalDay,
  untilDay: LegalDay.nullable(),
  state: z.enum(['proposed', 'published', 'taken_back']),
  /** Proposed by the reader, who cannot publish it. */
  mine: z.boolean(),
  proposedBy: z.string(),
  proposedAt: Instant,
  publishedBy: z.string().nullable(),
  publishedAt: Instant.nullable(),
  takenBackBy: z.string().nullable(),
  takenBackAt: Instant.nullable(),
  takenBackReason: z.string().nullable(),
  version: Version,
})

/** How well a rule does, by what was found at the door. */
export const SignalRuleView = z.object({
  rule: z.string(),
  name: Text,
  raisedBy: z.enum(['rule', 'people', 'platform']),
  cite: z.object({ document: z.string(), clause: z.string() }),
  chosen: z.string(),
  floor: Share,
  thresholds: z.array(
    z.object({
      name: z.string(),
      label: Text,
      type: z.string(),
      unit: z.string(),
      value: z.number(),
      filed: z.number(),
    }),
  ),
  /** Put to rest or retired: it raises nothing now. */
  silent: z.boolean(),
  /** What was published of it, taken back, or waits for a second person; the newest first. */
  changes: z.array(SignalChange),
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
