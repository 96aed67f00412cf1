import { z } from 'zod'

/** One condition on a fact: `household.monthly_income<=2000`, `person.disability_grade=1`, `household.debt=?` (unknown). */
const FactCondition = /^(household|person)\.[a-z][a-z0-9_]{0,79}(<=|>=|=)[^;<>=]{1,60}$/

/** What narrows a list of households beside its views; several hold together. */
export const HouseholdConditions = z.object({
  tier: z.coerce.number().int().min(1).max(4).optional(),
  /** A group of families of the district's scheme. */
  group: z.string().max(60).optional(),
  /** An open gap of this policy. */
  gap: z.string().max(80).optional(),
  /** An open signal of this rule. */
  signal: z.string().max(80).optional(),
  /** An open need of this category (`medical`) or kind (`medical.cost`). */
  need: z.string().max(60).optional(),
  /** Poor by the district's measure, and deprived in this dimension. */
  hardship: z.string().max(60).optional(),
  /** Conditions on facts, at most five, joined by `;`. Money in yuan, days YYYY-MM-DD. */
  facts: z
    .string()
    .max(600)
    .refine((text) => {
      const parts = text.split(';')
      return parts.length <= 5 && parts.every((part) => FactCondition.test(part))
    }, 'fact<=value;fact=value')
    .optional(),
})
