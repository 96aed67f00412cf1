import type { Facts } from '../facts/dictionary.ts'
import type { Bilingual, Citation } from '../screening/result.ts'
import type { Source } from './problem.ts'
import type { SyntaxNode } from './syntax.ts'
import type { HitPolicy, Node, Shape, Subject } from './tree.ts'

/** A formula with a name: a term of a policy or of a place. */
export type Term = { readonly name: string; readonly label: Bilingual; readonly source: Source }

/** A value of a figure at the scale of its shape, and the days (both included; null: open) on which it holds. */
export type HeldValue = { readonly from: string | null; readonly to: string | null; readonly scaled: number }

/** A decision table of a policy: its text, and what its cells may name. */
export type TableText = {
  readonly name: string
  readonly label: Bilingual
  readonly hit: HitPolicy
  readonly source: Source
  /** The clause that a row cites; null when the policy has no such document. */
  readonly citation: (document: string, clause: string) => Citation | null
  readonly valuesOf: (figure: string) => readonly HeldValue[]
}

/** What names mean at a place of an expression. */
export type Scope = {
  readonly facts: Facts
  readonly figures: ReadonlyMap<string, Shape>
  readonly terms: ReadonlyMap<string, Term>
  /** Decision tables by name; none where a formula stands outside of a policy. */
  readonly tables?: ReadonlyMap<string, TableText>
  readonly source: Source
  /** Who `person` is: nobody in a policy of households. */
  readonly person: Subject | null
  /** Names bound by `some … in members`, with their depth. */
  readonly bound: ReadonlyMap<string, number>
  /** Inside `members[…]` bare names are facts of the member at this depth. */
  readonly item: number | null
  /** How many members are bound here. */
  readonly depth: number
  /** Formulas being worked out, to refuse one that needs itself. */
  readonly open: readonly string[]
  /** Where the text of derived facts stands: entity.name to source. */
  readonly derived: ReadonlyMap<string, Source>
  /** Whether `was` may be asked: by signals, which look at changes. A policy decides by the facts of the day. */
  readonly changes?: boolean
  /** Inside `was(…, days)`: how many days back every fact and `today()` are read. */
  readonly back?: number
  /** The checker itself, handed in so that a mechanism need not import what imports it. */
  readonly check: (node: SyntaxNode, scope: Scope) => Node
  /** Reads and checks the text of a named formula. */
  readonly read: (source: Source, scope: Scope) => Node
}
