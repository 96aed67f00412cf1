import { z } from 'zod'
import { Because, Id, Instant, LegalDay, Text } from './operation.ts'

/** The screenings of the whole district. */
export const ScreeningRuns = z.object({
  /** When the next night begins. */
  next: Instant,
  runs: z.array(
    z.object({
      id: Id,
      /** night, asked, or published. */
      reason: z.string(),
      state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
      askedAt: Instant,
      finishedAt: Instant.nullable(),
      /** Households. */
      done: z.number().int(),
      total: z.number().int().nullable(),
      opened: z.number().int().nullable(),
      closed: z.number().int().nullable(),
      failed: z.number().int().nullable(),
      /** Households that could not be screened and that the reader may see. */
      failures: z.array(z.object({ householdId: Id, headName: z.string(), reason: z.string() })),
    }),
  ),
})

/** What a household needs to apply for what a gap says. */
export const GapApplication = z.object({
  where: z.string(),
  timeLimit: z.string().nullable(),
  steps: z.string().nullable(),
  /** What must be brought, one thing an entry. */
  materials: z.array(z.string()),
  /** What nobody knows yet; `who` is the member's name, empty for the household. */
  missing: z.array(
    z.object({
      fact: z.string(),
      entity: z.enum(['household', 'person']),
      member: z.string().optional(),
      question: Text,
      who: z.string(),
    }),
  ),
})

/** How well the gaps of each policy hold, by what people decided. */
export const GapPrecision = z.object({
  policies: z.array(
    z.object({
      policy: z.string(),
      name: Text,
      found: z.number().int(),
      open: z.number().int(),
      /** By a person, whatever came of it. */
      confirmed: z.number().int(),
      dismissed: z.number().int(),
      /** By reason; reasons that nobody gave are left out. */
      dismissedBy: z.array(z.object({ reason: z.string(), count: z.number().int(), wrong: z.boolean() })),
      closedByBenefit: z.number().int(),
      /** Closed because the facts no longer carried it, or before that was noted. */
      closedOtherwise: z.number().int(),
      /** confirmed / (confirmed + dismissed as wrong), between 0 and 1; null while nobody decided. */
      precision: z.number().nullable(),
    }),
  ),
  total: z.object({
    found: z.number().int(),
    confirmed: z.number().int(),
    wrong: z.number().int(),
    precision: z.number().nullable(),
  }),
  /**
   * Policies that rest on a protected fact, together, for whoever answers for the district and may not read such facts: null
   * below ten, else rounded down to five. `precision` to five hundredths.
   */
  guarded: z
    .object({
      found: z.number().int().nullable(),
      open: z.number().int().nullable(),
      confirmed: z.number().int().nullable(),
      dismissed: z.number().int().nullable(),
      precision: z.number().nullable(),
    })
    .nullable(),
})

/** What a household will gain or lose on a day ahead. */
export const Announcement = z.object({
  id: Id,
  householdId: Id,
  headName: z.string(),
  orgName: z.string(),
  policy: z.string(),
  policyName: Text,
  day: LegalDay,
  /** gains, loses: the conditions. more, less: the amount. ends: a benefit whose last day is known. */
  kind: z.enum(['gains', 'loses', 'more', 'less', 'ends']),
  /** What happens on the day. */
  reason: Text,
  beforeFen: z.number().int().nullable(),
  afterFen: z.number().int().nullable(),
  per: z.string().nullable(),
  because: Because,
  foundAt: Instant,
})

/** Where earning more leaves a household with less. */
export const Cliffs = z.object({
  /** Monthly income of the household as known, fen; null: unknown, and nothing can be said. */
  incomeFen: z.number().int().nullable(),
  cliffs: z.array(
    z.object({
      /** Earning so much more a month, fen. */
      riseFen: z.number().int(),
      /** Support a month before and after, fen. */
      beforeFen: z.number().int(),
      afterFen: z.number().int(),
      lost: z.array(z.object({ policy: z.string(), name: Text, lessFen: z.number().int() })),
    }),
  ),
})

/** So many gaps are decided in one call at most. */
export const MOST_GAPS = 2000

/** What became of each gap of a call, in its order. */
export const DecidedGaps = z.object({
  items: z.array(
    z.object({
      id: Id,
      /**
       * done: by this call. already: by the same person in an earlier call. changed: another version than the one seen.
       * decided: by somebody else, or closed. not-found: not there, or not the caller's.
       */
      outcome: z.enum(['done', 'already', 'changed', 'decided', 'not-found']),
    }),
  ),
  /** How many are decided as asked now. */
  decided: z.number().int(),
})
