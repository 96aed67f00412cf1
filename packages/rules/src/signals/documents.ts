import { NEED_CATEGORIES, type NeedCategory, ROOT_CAUSES, type RootCause } from '@lastmile/domain'
import * as z from 'zod'
import { caseDocument, casesDocument } from '../library/cases.ts'
import {
  bilingual,
  citation,
  condition,
  confidence,
  parameterDocument,
  termDocument,
} from '../library/documents.ts'

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(table) as [Key, ...Key[]])

/** 1 at once, 2 this week, 3 soon; how many days each may take stands in `settings.yaml`. */
const urgency = z.union([z.literal(1), z.literal(2), z.literal(3)])

/** `settings.yaml` of a district's signals. */
export const signalSettings = z.strictObject({
  /** Whose figures and terms the rules may name: `cn-shanghai-qingpu`. */
  place: z.string().min(1),
  /** Days until somebody must have been there, by urgency; at the end of the last one it is overdue. */
  days: z.strictObject({ '1': z.int().min(1), '2': z.int().min(1), '3': z.int().min(1) }),
  /** Days that the next level up has, once a signal has climbed to it. */
  climb_days: z.strictObject({ '1': z.int().min(1), '2': z.int().min(1), '3': z.int().min(1) }),
  /** So many signals must have been looked into before anything is said about a rule. */
  least_checked: z.int().min(1),
  /** A household that is signalled again after so many visits without help goes to the street at once. */
  repeats: z.int().min(1),
})
export type SignalSettings = z.infer<typeof signalSettings>

const threshold = parameterDocument
  .omit({ values: true })
  .extend({ value: z.number(), source: z.string().min(1), verified: confidence.default('verified') })

/** The formula of `when`, as the reader of YAML hands it over. */
const formula = termDocument.shape.formula

const signalCase = caseDocument.omit({ expect: true }).extend({
  expect: z.strictObject({
    signal: z.enum(['raised', 'quiet', 'unknown']),
    urgency: urgency.optional(),
    missing: z.array(z.string()).optional(),
    persons: z.record(z.string(), z.enum(['raised', 'quiet', 'unknown'])).optional(),
  }),
})

/** A rule of signals as `districts/<district>/signals/<id>.yaml` holds it (docs/signals.md). */
export const signalDocument = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    order: z.int().min(1),
    names: bilingual,
    /** What to look for at the door. */
    at_the_door: bilingual,
    /** rule: found in the facts. people: entered by somebody. platform: raised by another part of the platform. */
    raised_by: z.enum(['rule', 'people', 'platform']),
    entity: z.enum(['household', 'person']),
    documents: z.record(
      z.string(),
      z.strictObject({
        title: z.string().min(1),
        number: z.string().min(1),
        url: z.string().optional(),
        verified: confidence,
      }),
    ),
    cite: citation,
    /** Why the rule is as it is, and who chose it. */
    chosen: z.string().min(1),
    thresholds: z.array(threshold).optional(),
    terms: z.array(termDocument).optional(),
    conditions: z.array(condition).min(1).optional(),
    urgency: z.strictObject({
      level: urgency,
      because: bilingual,
      /** For what cannot wait a day: hours to act instead of the days of its urgency. The next level up has as many. */
      hours: z.int().min(1).max(72).optional(),
      /** Where one of these holds, it is more urgent; the most urgent counts. */
      raise: z
        .array(
          z.strictObject({
            to: z.union([z.literal(1), z.literal(2)]),
            title: bilingual,
            when: formula,
          }),
        )
        .optional(),
    }),
    /** Share of looked-into signals that must lead to something, 0 to 1; below it the rule is to be changed or given up. */
    floor: z.number().min(0).max(1),
    /** After it ended without a need, so many days pass before the same rule may speak of the same household again. */
    quiet_days: z.int().min(0).max(1000),
    /** What a confirmed signal proposes as need. */
    need: z.strictObject({
      category: keysOf<NeedCategory>(NEED_CATEGORIES),
      cause: keysOf<RootCause>(ROOT_CAUSES),
    }),
    /** True for a signal that tells something protected by its mere name. Rules over protected facts are it by themselves. */
    guarded: z.literal(true).optional(),
    cases: z.strictObject({ base: casesDocument.shape.base, cases: z.array(signalCase).min(1) }).optional(),
  })
  .refine((rule) => (rule.raised_by === 'rule') === (rule.conditions !== undefined), {
    message: 'a rule has conditions, and only a rule has them',
    path: ['conditions'],
  })
  .refine((rule) => rule.raised_by !== 'rule' || rule.cases !== undefined, {
    message: 'a rule has worked cases',
    path: ['cases'],
  })
export type SignalDocument = z.infer<typeof signalDocument>
export type Urgency = z.infer<typeof urgency>
export type SignalCase = z.infer<typeof signalCase>
