import type { FeelType } from '../types/type.ts'
import type { FeelValue } from '../values.ts'

export type BinaryOperator = '+' | '-' | '*' | '/' | '**'
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

export type Iterator = {
  readonly name: string
  readonly from: Node
  /** The end of `from..to`, where the iteration is written as a range without brackets. */
  readonly to: Node | null
}

export type Parameter = { readonly name: string; readonly type: FeelType }

/** A parsed expression. `at` is where it begins, in UTF-16 units. */
export type Node = { readonly at: number } & (
  | { readonly kind: 'literal'; readonly value: FeelValue }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Node }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Node
      readonly right: Node
    }
  | {
      readonly kind: 'compare'
      readonly operator: Comparison
      readonly left: Node
      readonly right: Node
    }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Node[] }
  | { readonly kind: 'instance'; readonly value: Node; readonly type: FeelType }
  | { readonly kind: 'path'; readonly of: Node; readonly name: string }
  | { readonly kind: 'filter'; readonly of: Node; readonly by: Node }
  | { readonly kind: 'call'; readonly of: Node; readonly positional: readonly Node[] }
  | {
      readonly kind: 'named call'
      readonly of: Node
      readonly named: readonly (readonly [string, Node])[]
    }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'context'; readonly entries: readonly (readonly [string, Node])[] }
  | {
      readonly kind: 'range'
      readonly start: Node
      readonly end: Node
      readonly startIncluded: boolean
      readonly endIncluded: boolean
    }
  /** `< 5`, `>= x`, `= 3`, `!= 3` standing alone: an open range, or a unary test. */
  | { readonly kind: 'unary'; readonly operator: Comparison; readonly of: Node }
  | { readonly kind: 'if'; readonly test: Node; readonly then: Node; readonly else: Node }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly result: Node }
  | {
      readonly kind: 'some' | 'every'
      readonly iterators: readonly Iterator[]
      readonly satisfies: Node
    }
  | {
      readonly kind: 'function'
      readonly parameters: readonly Parameter[]
      readonly body: Node
      readonly text: string
    }
  | { readonly kind: 'external'; readonly text: string }
)
