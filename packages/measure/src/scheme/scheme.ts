import type { Fact } from '@lastmile/rules'
import type { ConditionNames, NumberNode, TruthNode } from '@lastmile/rules/conditions'
import type { Fraction } from '../alkire-foster/fraction.ts'
import type { TierLine } from '../alkire-foster/tiers.ts'
import type { Parts, Weights } from '../alkire-foster/weights.ts'
import type { SchemeDocument } from './document.ts'

type Bilingual = { readonly zh: string; readonly en: string }

/** One indicator, checked. `bit` is its place in the scheme: where cells hold it. */
export type Indicator = {
  readonly id: string
  readonly dimension: string
  readonly bit: number
  readonly name: Bilingual
  readonly cutoff: Bilingual
  readonly applies: TruthNode | null
  readonly when: TruthNode
  readonly value: { readonly node: NumberNode; readonly unit: Bilingual } | null
  /** Rests on a protected fact or score: shown to those alone who may see it. */
  readonly protected: boolean
}

export type Dimension = {
  readonly id: string
  readonly name: Bilingual
  readonly parts: number
  readonly indicators: readonly Indicator[]
}

export type Override = {
  readonly id: string
  readonly name: Bilingual
  readonly tier: number
  readonly when: TruthNode
  readonly protected: boolean
}

/** A checked scheme of assessment. Immutable. */
export type Scheme = {
  readonly id: string
  readonly file: string
  /** SHA-256 of its text, where known. */
  readonly hash: string | null
  readonly document: SchemeDocument
  readonly names: ConditionNames
  readonly k: Fraction
  readonly dimensions: readonly Dimension[]
  /** All indicators in the order of their bits. */
  readonly indicators: readonly Indicator[]
  readonly parts: readonly Parts[]
  readonly weights: Weights
  /** From the gravest on. */
  readonly tiers: readonly TierLine[]
  readonly overrides: readonly Override[]
  /** The observed facts that it rests on, scores of instruments included. */
  readonly facts: ReadonlySet<Fact>
  /** Whether what rests on something protected is left out (`openScheme`). */
  readonly withheld: boolean
}
