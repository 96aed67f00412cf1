import { z } from 'zod'
import { Id, IdempotencyKey, Instant, OrgPathText, Text } from './operation.ts'

/** A tier with its name. 1 is the gravest. */
const Tier = z.object({ tier: z.number().int(), name: Text })

/** A number in a comparison of a cut-off, at its place in the text, with the comparison in words. */
export const CutoffNumber = z.object({
  from: z.number().int(),
  to: z.number().int(),
  value: z.number(),
  label: Text,
})

/** What is wrong with a cut-off or a scheme, where, and what would put it right. */
export const SchemeProblem = z.object({
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
  fix: z.string().nullable(),
})

/** Changes of the scheme in force: weights, lines, and cut-offs of indicators. */
const SchemeDraft = z.object({
  /** Hash of the scheme that is changed. */
  base: z.string(),
  dimensions: z.record(z.string(), z.number().int().min(1).max(100)).default({}),
  tiers: z.record(z.string(), z.string().max(20)).default({}),
  povertyLine: z.string().max(20).optional(),
  indicators: z
    .record(
      z.string(),
      z.object({
        when: z.string().trim().min(1).max(2000).optional(),
        cutoff: z
          .object({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })
          .optional(),
        off: z.boolean().optional(),
      }),
    )
    .default({}),
})

/** What is tried. */
export const TriedDraft = SchemeDraft

/** What is saved for a second person, with why. */
export const SavedDraft = SchemeDraft.extend({
  key: IdempotencyKey,
  note: z.string().trim().min(4).max(500),
})

/** What a draft would make of the households in scope, as counts of those that answer alike. */
export const SchemeTrial = z.object({
  problems: z.array(SchemeProblem),
  /** Households tried, of how many; the first ones where there are very many. */
  households: z.number().int(),
  of: z.number().int(),
  /** Parts of the indicators that count, by dimension, in the order of the cells' bits. */
  parts: z.array(z.object({ id: z.string(), indicators: z.array(z.number().int()) })),
  streets: z.array(
    z.object({
      path: OrgPathText,
      /** Deprived, unknown, floor, households, and the tier that is proposed today. */
      cells: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])),
    }),
  ),
})

/** A household whose proposed tier would be another. */
export const SchemeMover = z.object({
  householdId: Id,
  householdNo: z.string(),
  headName: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  streetName: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  scoreFrom: z.number(),
  scoreTo: z.number(),
  /** The tier that people have decided. */
  decided: z.number().int().nullable(),
})

/** A scheme as the editor needs it, with what it was made of and what follows from it. */
export const SchemeView = z.object({
  id: z.string(),
  version: z.string(),
  name: Text,
  status: z.string(),
  note: z.string().nullable(),
  hash: z.string(),
  text: z.string(),
  povertyLine: z.string(),
  hoursOfAnAdvisorAMonth: z.number(),
  dimensions: z.array(
    z.object({
      id: z.string(),
      name: Text,
      parts: z.number().int(),
      indicators: z.array(
        z.object({
          id: z.string(),
          name: Text,
          cutoff: Text,
          parts: z.number().int(),
          /** Whether it counts; an indicator that is switched off stays in the scheme. */
          on: z.boolean(),
          /** The cut-off as it is written. */
          when: z.string(),
          numbers: z.array(CutoffNumber),
          /** It rests on something protected: the reader sees no effect of it. */
          guarded: z.boolean(),
        }),
      ),
    }),
  ),
  tiers: z.array(
    Tier.extend({
      atLeast: z.string(),
      visitEveryDays: z.number().int(),
      assessEveryDays: z.number().int(),
      advisorHoursAMonth: z.number(),
      secondConfirmation: z.boolean(),
    }),
  ),
  /** Households that answer alike, by street: what any other weights and lines would make of them can be worked out from it. */
  streets: z.array(
    z.object({
      path: OrgPathText,
      name: z.string(),
      advisors: z.number().int(),
      cells: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
    }),
  ),
  versions: z.array(
    z.object({
      id: Id,
      hash: z.string(),
      note: z.string(),
      state: z.enum(['draft', 'published', 'withdrawn']),
      draftedBy: z.string(),
      draftedAt: Instant,
      mine: z.boolean(),
      publishedBy: z.string().nullable(),
      publishedAt: Instant.nullable(),
      changes: z.array(Text),
      version: z.number().int(),
    }),
  ),
})
