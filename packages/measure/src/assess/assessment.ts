import type { MissingFact, Tree } from '@lastmile/rules'

type Bilingual = { readonly zh: string; readonly en: string }

/** One indicator of a household. `deprived` is null when it cannot be told; `applies` false when it is not asked of such a household. */
export type IndicatorResult = {
  readonly id: string
  readonly name: Bilingual
  /** The household's own value in the unit of `unit`; the truth where the indicator has no value of its own. */
  readonly value: number | boolean | null
  readonly unit: Bilingual | null
  readonly cutoff: Bilingual
  readonly deprived: boolean | null
  readonly applies: boolean | null
  readonly weight: number
  readonly because: Tree
  readonly missing: readonly MissingFact[]
  readonly protected: boolean
}

export type DimensionResult = {
  readonly id: string
  readonly name: Bilingual
  readonly deprived: boolean | null
  readonly weight: number
  /** Weight of what is deprived, and of what may be: parts of `weight`. */
  readonly depth: { readonly lower: number; readonly upper: number }
  readonly indicators: readonly IndicatorResult[]
}

/** A single indicator that would move the household to another tier, were it otherwise. */
export type Move = {
  readonly indicator: string
  readonly name: Bilingual
  /** `ease`: it is deprived, and would no longer be. `worsen`: it is not, and would be. `learn`: it is unknown, and would turn out deprived. */
  readonly kind: 'ease' | 'worsen' | 'learn'
  readonly tier: number
}

/** How firm a tier is. */
export type Firmness = {
  readonly level: 'firm' | 'fair' | 'loose'
  /** Whether the missing facts can no longer change it. */
  readonly decided: boolean
  /** Share of the variants with one dimension a quarter lighter or heavier in which it stays. */
  readonly weights: number
}

/** The question that would decide most about the tier. */
export type TierQuestion = MissingFact & {
  /** Share of its possible answers after which the tier is decided. */
  readonly decides: number
}

/** The assessment of one household on one day. Scores lie between 0 and 1. */
export type Assessment = {
  readonly date: string
  readonly scheme: { readonly id: string; readonly version: string; readonly hash: string | null }
  readonly dimensions: readonly DimensionResult[]
  /** What is certain: unknown indicators are not held against anybody. */
  readonly score: number
  readonly bounds: { readonly lower: number; readonly upper: number }
  /** The score where it reaches the poverty line, 0 where it surely does not, null where that cannot be told. */
  readonly intensity: number | null
  /** The tier that is certain; `possible` the gravest that the missing facts could still make of it. */
  readonly tier: {
    readonly id: number
    readonly name: Bilingual
    readonly decided: boolean
    readonly possible: number
    /** The override that asks for it, if one does. */
    readonly override: string | null
  }
  readonly bits: { readonly deprived: number; readonly unknown: number; readonly inapplicable: number }
  readonly floor: number
  readonly because: Tree
  readonly missing: readonly MissingFact[]
  readonly nextQuestion: TierQuestion | null
  readonly firmness: Firmness
  readonly moves: readonly Move[]
  readonly services: readonly { readonly id: string; readonly name: Bilingual }[]
  readonly cadence: { readonly visitEveryDays: number; readonly assessEveryDays: number }
}
