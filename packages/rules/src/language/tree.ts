import type { Fact } from '../facts/dictionary.ts'
import type { Bilingual, Citation } from '../screening/result.ts'

/**
 * The checked tree of one expression of the policy profile: what every back end (walk, closure, columns, SQL) is made from.
 * Names are resolved, types and scales are known, and no product or comparison of it can leave the exact integers below 2^53.
 */

/** Where a node stands in the text of its expression. */
export type Place = { readonly from: number; readonly to: number }

/** Whose fact: the household's, the person's the policy is asked for, or that of the member bound at a depth of `some`, `count`, … */
export type Subject = 'household' | 'person' | number

/**
 * What is known of a number before any household is: value = numerator / (denominator × 10^scale).
 * `money` is null for a bare number of the text, which takes the kind of what it meets.
 */
export type Shape = {
  readonly scale: number
  readonly money: boolean | null
  readonly unit: string | null
  /** Greatest size of the numerator and of the denominator (1: no division in it). */
  readonly bound: number
  readonly denominator: number
}

type At = { readonly at: Place }
type Truth = At & { readonly type: 'boolean' }
type Numeric = At & { readonly type: 'number'; readonly shape: Shape }
type Day = At & { readonly type: 'date' }
type Word = At & { readonly type: 'word'; readonly fact: Fact }

/** A fact of the dictionary that is observed. */
interface FactPart {
  readonly kind: 'fact'
  readonly fact: Fact
  readonly subject: Subject
}
/** A derived fact or a term of a policy: a name for a formula. */
interface NamedPart<N> {
  readonly kind: 'named'
  readonly name: string
  readonly label: Bilingual
  readonly derived: Fact | null
  readonly subject: Subject
  readonly body: N
  /** Where the formula is a decision table: its rows as they were written. `body` says the same in other constructs. */
  readonly table?: Table
}
interface ChoicePart<N> {
  readonly kind: 'choice'
  readonly test: TruthNode
  readonly then: N
  readonly otherwise: N
}

export type Comparator = '<' | '<=' | '>' | '>=' | '=' | '!='
export type Rounding = 'half-up' | 'half-down' | 'half-even' | 'up' | 'down' | 'floor' | 'ceiling'

/** A condition: true, false or unknown. */
export type TruthNode =
  | (Truth & { readonly kind: 'truth'; readonly value: boolean })
  | (Truth & FactPart)
  | (Truth & NamedPart<TruthNode>)
  | (Truth & ChoicePart<TruthNode>)
  | (Truth & { readonly kind: 'not'; readonly of: TruthNode })
  | (Truth & { readonly kind: 'all' | 'any'; readonly of: readonly TruthNode[] })
  | (Truth & {
      readonly kind: 'compare'
      readonly op: Comparator
      readonly left: QuantityNode
      readonly right: QuantityNode
    })
  | (Truth & { readonly kind: 'word-in'; readonly of: WordNode; readonly words: readonly string[] })
  | (Truth & { readonly kind: 'number-in'; readonly of: NumberNode; readonly numbers: readonly NumberNode[] })
  | (Truth & {
      readonly kind: 'some' | 'every'
      readonly depth: number
      readonly filter: TruthNode | null
      readonly test: TruthNode
    })

/** A number: money in fen (scale 2), a whole number, or an exact decimal. */
export type NumberNode =
  | (Numeric & { readonly kind: 'number'; readonly value: number })
  | (Numeric & FactPart)
  | (Numeric & NamedPart<NumberNode>)
  | (Numeric & ChoicePart<NumberNode>)
  | (Numeric & { readonly kind: 'figure'; readonly name: string })
  | (Numeric & {
      readonly kind: 'add' | 'subtract' | 'multiply' | 'divide'
      readonly left: NumberNode
      readonly right: NumberNode
    })
  | (Numeric & { readonly kind: 'least' | 'greatest'; readonly of: readonly NumberNode[] })
  | (Numeric & {
      readonly kind: 'round'
      readonly mode: Rounding
      readonly digits: number
      readonly of: NumberNode
    })
  | (Numeric & { readonly kind: 'count'; readonly depth: number; readonly filter: TruthNode | null })
  | (Numeric & {
      readonly kind: 'sum'
      readonly depth: number
      readonly filter: TruthNode | null
      readonly of: NumberNode
    })
  | (Numeric & { readonly kind: 'age'; readonly birth: DateNode; readonly on: DateNode })

/** A legal day, held as the whole number YYYYMMDD. */
export type DateNode =
  | (Day & { readonly kind: 'day'; readonly value: number })
  | (Day & FactPart)
  | (Day & NamedPart<DateNode>)
  | (Day & ChoicePart<DateNode>)
  | (Day & { readonly kind: 'today' })
  | (Day & { readonly kind: 'shift'; readonly of: DateNode; readonly months: number; readonly days: number })

/** A word of an enumeration. */
export type WordNode =
  | (Word & FactPart)
  | (Word & NamedPart<WordNode>)
  | (Word & ChoicePart<WordNode>)
  | (Word & { readonly kind: 'word'; readonly value: string })

/** `U`: exactly one row fits. `F`: the first that fits counts. `C+`: the sum of all that fit. */
export type HitPolicy = 'U' | 'F' | 'C+'

/** A row of a decision table: a test for each input (null: any value), and what it gives. */
export type TableRow = {
  readonly tests: readonly (TruthNode | null)[]
  readonly value: Node
  readonly cite: Citation | null
}

/** A decision table as written, for those who explain it. `otherwise` counts where no row fits. */
export type Table = {
  readonly hit: HitPolicy
  readonly inputs: readonly Node[]
  readonly rows: readonly TableRow[]
  readonly otherwise: TableRow | null
}

/** What can be ordered: numbers and days. */
export type QuantityNode = NumberNode | DateNode
export type Node = TruthNode | NumberNode | DateNode | WordNode
