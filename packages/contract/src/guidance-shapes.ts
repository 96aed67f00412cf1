import { BULLETIN_ROLES, FEEDBACK_STATES } from '@lastmile/domain'
import { z } from 'zod'
import { Id, Instant, LegalDay, OrgPathText, Text, Version } from './operation.ts'

/** A single-choice question as the bureau writes it; `right` counts the options from 0. */
export const BulletinQuestion = z
  .object({
    text: z.string().trim().min(2).max(200),
    options: z.array(z.string().trim().min(1).max(100)).min(2).max(5),
    right: z.number().int().min(0),
    why: z.string().trim().min(2).max(500),
  })
  .refine((question) => question.right < question.options.length, { path: ['right'] })

export const BulletinRole = z.enum(BULLETIN_ROLES)

/** What a version of a bulletin says. The body is Markdown. */
export const BulletinText = z.object({
  title: z.string().trim().min(2).max(100),
  body: z.string().trim().min(2).max(20_000),
  policies: z.array(z.string().max(80)).max(20).default([]),
  questions: z.array(BulletinQuestion).max(3).default([]),
})

export const NamedPolicy = z.object({ id: z.string(), name: Text })
export const NamedUnit = z.object({ path: OrgPathText, name: z.string() })

export const BulletinRow = z.object({
  id: Id,
  /** The version of the text, counted from 1; receipts are of one. */
  no: z.number().int(),
  title: z.string(),
  state: z.enum(['published', 'withdrawn']),
  fromOn: LegalDay,
  policies: z.array(NamedPolicy),
  roles: z.array(BulletinRole),
  /** Streets and organisations; none: the whole district. */
  units: z.array(NamedUnit),
  publishedBy: z.string(),
  publishedAt: Instant,
  withdrawReason: z.string().nullable(),
  /** What is new in this version, for those who read an earlier one. */
  note: z.string().nullable(),
  questionCount: z.number().int(),
  /** The reader's own receipt of this version; null for those who write bulletins. */
  mine: z
    .object({
      readAt: Instant.nullable(),
      answeredAt: Instant.nullable(),
      rightCount: z.number().int().nullable(),
      remindedAt: Instant.nullable(),
    })
    .nullable(),
  /** For those who write bulletins: how many it is meant for, and how many have read this version. */
  reach: z.object({ expected: z.number().int(), read: z.number().int() }).nullable(),
  version: Version,
})

export const Bulletin = BulletinRow.extend({
  body: z.string(),
  questions: z.array(z.object({ text: z.string(), options: z.array(z.string()) })),
  /** What the reader answered, beside what is right and why; null until answered. */
  result: z
    .object({
      answers: z.array(z.number().int()),
      right: z.array(z.number().int()),
      why: z.array(z.string()),
    })
    .nullable(),
  /** The questions with their answers, for those who write bulletins. */
  written: z.array(BulletinQuestion).nullable(),
  history: z.array(
    z.object({
      no: z.number().int(),
      writtenAt: Instant,
      writtenBy: z.string(),
      note: z.string().nullable(),
    }),
  ),
})

const Reader = z.object({ id: Id, name: z.string(), role: z.string(), orgName: z.string() })

export const BulletinReach = z.object({
  no: z.number().int(),
  /** One line a street or organisation. */
  units: z.array(
    NamedUnit.extend({
      expected: z.number().int(),
      read: z.number().int(),
      answered: z.number().int(),
      remindedAt: Instant.nullable(),
      unread: z.array(Reader),
      readers: z.array(Reader.extend({ readAt: Instant, rightCount: z.number().int().nullable() })),
    }),
  ),
  /** How each question was answered; `chosen` counts by option. */
  questions: z.array(
    z.object({
      text: z.string(),
      options: z.array(z.string()),
      right: z.number().int(),
      answered: z.number().int(),
      missed: z.number().int(),
      chosen: z.array(z.number().int()),
    }),
  ),
})

export const FeedbackStateName = z.enum(
  Object.keys(FEEDBACK_STATES) as [keyof typeof FEEDBACK_STATES, ...(keyof typeof FEEDBACK_STATES)[]],
)

export const Feedback = z.object({
  id: Id,
  policy: NamedPolicy,
  /** Told by an advisor, or in a resident's words. */
  voice: z.enum(['advisor', 'resident']),
  what: z.string(),
  fallsThrough: z.string().nullable(),
  households: z.number().int().nullable(),
  residentWords: z.string().nullable(),
  residentName: z.string().nullable(),
  /** The household that it is about, for those who may see the household. */
  household: z.object({ id: Id, no: z.string(), headName: z.string() }).nullable(),
  writtenBy: z.string(),
  orgName: z.string(),
  at: Instant,
  mine: z.boolean(),
  /** By it the answer is asked for at /answers; for the writer only. */
  code: z.string().nullable(),
  topicId: Id.nullable(),
  topicTitle: z.string().nullable(),
  state: FeedbackStateName,
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  /** The writer has not seen the present answer. */
  news: z.boolean(),
})

export const FeedbackTopic = z.object({
  id: Id,
  policy: NamedPolicy,
  title: z.string(),
  state: FeedbackStateName,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
  createdAt: Instant,
  /** Pieces of feedback, how many of them in a resident's words, and the households they may concern. */
  count: z.number().int(),
  residents: z.number().int(),
  households: z.number().int(),
  /** Units that it was written in, by name. */
  units: z.array(z.string()),
  version: Version,
})

export const PublicAnswer = z.object({
  policyName: Text,
  receivedOn: LegalDay,
  state: FeedbackStateName,
  answer: z.string().nullable(),
  answeredOn: LegalDay.nullable(),
})

/** What a policy came to, in one unit. Households are counted once each; days run from confirmation to benefit. */
export const EffectRows = z.array(
  z.object({
    policy: NamedPolicy,
    unit: NamedUnit,
    receiving: z.number().int(),
    entitled: z.number().int(),
    open: z.number().int(),
    confirmed: z.number().int(),
    waiting: z.number().int(),
    /** Dismissed gaps by their reason (`DISMISS_REASONS`). */
    dismissed: z.record(z.string(), z.number().int()),
    days: z
      .object({ count: z.number().int(), q1: z.number(), median: z.number(), q3: z.number() })
      .nullable(),
  }),
)

/** A count of people that may not be known one by one: null below ten, else rounded down to five. */
const RoundedCount = z.number().int().nullable()

/**
 * What policies came to, and those that rest on a protected fact together, for whoever answers for the district and may not
 * read such facts: rounded, and never by policy or unit.
 */
export const EffectTable = z.object({
  rows: EffectRows,
  guarded: z
    .object({
      receiving: RoundedCount,
      entitled: RoundedCount,
      open: RoundedCount,
      confirmed: RoundedCount,
      waiting: RoundedCount,
      dismissed: RoundedCount,
    })
    .nullable(),
})

/** A household behind a figure of the effect. */
export const EffectHousehold = z.object({
  householdId: Id,
  headName: z.string(),
  orgName: z.string(),
  amountFen: z.number().int().nullable(),
  per: z.string().nullable(),
  /** Whether it receives the benefit today. */
  receives: z.boolean(),
  /** The gap that stands or stood, where there is one. */
  gap: z.enum(['open', 'confirmed', 'dismissed', 'closed']).nullable(),
  /** The day on which a person confirmed it. */
  confirmedOn: LegalDay.nullable(),
})
