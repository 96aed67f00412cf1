import { z } from 'zod'

/** What narrows households beside the usual views; several hold together. */
export interface Conditions {
  readonly tier?: number | undefined
  readonly group?: string | undefined
  readonly gap?: string | undefined
  readonly signal?: string | undefined
  readonly need?: string | undefined
  readonly hardship?: string | undefined
  /** `household.monthly_income<=2000;person.disability_grade=1` */
  readonly facts?: string | undefined
}

export const NAMED = ['group', 'gap', 'signal', 'need', 'hardship'] as const
export type Named = (typeof NAMED)[number]
export const CONDITIONS = ['tier', ...NAMED, 'facts'] as const

const text = (longest: number) => z.string().max(longest).optional().catch(undefined)

/** The part of an address that keeps conditions. */
export const conditionSearch = {
  tier: z.number().int().min(1).max(4).optional().catch(undefined),
  group: text(60),
  gap: text(80),
  signal: text(80),
  need: text(60),
  hardship: text(60),
  facts: text(600),
}

/** Only the conditions that are set, for the API. */
export function setConditions(all: Conditions): {
  -readonly [key in keyof Conditions]: NonNullable<Conditions[key]>
} {
  return Object.fromEntries(
    CONDITIONS.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])),
  ) as { [key in keyof Conditions]: NonNullable<Conditions[key]> }
}
