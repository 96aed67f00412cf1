import type { Fact, Facts } from '../facts/dictionary.ts'
import type { Source } from '../language/problem.ts'
import type { NumberNode, Shape, TruthNode } from '../language/tree.ts'
import type { Bilingual, Citation } from '../screening/result.ts'
import type { CoverageDocument, FiledPolicy, LibraryBundle, ParameterDocument } from './documents.ts'

/** A figure of the law that a policy can name, with the shape its values have. */
export type Figure = { readonly document: ParameterDocument; readonly shape: Shape }

/** A condition with its clause, checked. */
export type Condition = {
  readonly title: Bilingual | null
  readonly cite: Citation | null
  /** Whether failing it means that the policy is not for this household at all. */
  readonly applies: boolean
  readonly body:
    | { readonly kind: 'one'; readonly node: TruthNode }
    | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
}

/** What a policy pays. */
export type Payment = {
  readonly node: NumberNode
  readonly per: 'month' | 'year' | 'once'
  readonly upTo: boolean
  readonly cite: Citation
}

/** A policy's rule from one day to another (both included; null: open). */
export type Version = {
  readonly from: string
  readonly to: string | null
  readonly conditions: readonly Condition[]
  /** All conditions as one tree: what the fast back ends compile. */
  readonly node: TruthNode
  readonly payment: Payment | null
}

/** A checked policy. */
export type Policy = {
  readonly id: string
  readonly place: string
  readonly file: string
  readonly hash: string | null
  readonly guide: string | null
  readonly document: FiledPolicy['policy']
  readonly coverage: 'rule' | 'guide'
  readonly figures: ReadonlyMap<string, Figure>
  readonly versions: readonly Version[]
}

/** The library: facts, figures and policies, all checked. Immutable. */
export type Library = {
  readonly facts: Facts
  readonly policies: readonly Policy[]
  readonly byId: ReadonlyMap<string, Policy>
  /** Figures that many policies share, with the place they belong to. */
  readonly shared: readonly { readonly place: string; readonly figure: Figure }[]
  /** Derived facts, each checked once. */
  readonly derived: readonly Fact[]
  readonly sources: ReadonlyMap<string, Source>
  readonly coverage: CoverageDocument
  readonly bundle: LibraryBundle
}
