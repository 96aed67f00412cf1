import { formulaText } from '@lastmile/rules/conditions'
import * as z from 'zod'

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'an id is lower case with underscores')
/** `1/3`, `0.3` or 1: read exactly. */
const fraction = z.union([z.string(), z.number()])
const parts = z.int().min(1).max(100)

const indicator = z.strictObject({
  id,
  name: bilingual,
  parts,
  /** Switched off: it counts for nobody, and its dimension is shared among the others. */
  off: z.literal(true).optional(),
  /** The cut-off in words: 人均月收入低于低保标准. */
  cutoff: bilingual,
  /** What is shown as the household's own value. */
  value: z.strictObject({ formula: formulaText, unit: bilingual }).optional(),
  /** Where it does not apply, the household is not deprived in it. */
  applies: z.strictObject({ when: formulaText }).optional(),
  when: formulaText,
  note: z.string().optional(),
})

/** A scheme of assessment as `districts/<district>/assessment/*.yaml` holds it. */
export const schemeDocument = z.strictObject({
  id,
  version: z.string().min(1),
  name: bilingual,
  /** The place whose figures and terms the conditions see. */
  place: z.string().min(1),
  /** Whether the district has decided it, or this project proposes it. */
  status: z.enum(['proposed', 'decided']),
  note: z.string().optional(),
  /** Hours that an advisor has for households in a month: what the tiers' hours are held against. */
  hours_of_an_advisor_a_month: z.number().min(1).max(250),
  /** Poverty line of the district's measure. */
  poverty_line: fraction,
  dimensions: z
    .array(z.strictObject({ id, name: bilingual, parts, indicators: z.array(indicator).min(1) }))
    .min(1),
  tiers: z
    .array(
      z.strictObject({
        tier: z.int().min(1).max(9),
        name: bilingual,
        at_least: fraction,
        /** Days from one visit to the next, days until the next assessment, and hours of an advisor a month. */
        visit_every_days: z.int().min(1).max(366),
        assess_every_days: z.int().min(1).max(732),
        advisor_hours_a_month: z.number().min(0).max(200),
        /** Whether the street's backbone confirms it too. */
        second_confirmation: z.boolean(),
      }),
    )
    .min(2),
  /** A tier at least, whatever the score: they act on what is known. */
  overrides: z.array(
    z.strictObject({
      id,
      name: bilingual,
      tier: z.int().min(1).max(9),
      when: formulaText,
      note: z.string().optional(),
    }),
  ),
  services: z.array(
    z.strictObject({
      id,
      name: bilingual,
      tiers: z.array(z.int()).min(1),
      /** Only where one of these dimensions is deprived. */
      dimensions: z.array(z.string()).optional(),
    }),
  ),
  /** Groups of families that the district keeps lists of. */
  groups: z.array(
    z.strictObject({
      id,
      name: bilingual,
      tiers: z.array(z.int()),
      overrides: z.boolean().optional(),
      urgent_alert: z.boolean().optional(),
      benefit_ending_days: z.int().min(1).max(366).optional(),
    }),
  ),
})

export type SchemeDocument = z.infer<typeof schemeDocument>
