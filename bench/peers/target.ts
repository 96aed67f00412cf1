/** Whose fact: the household's, that of the person asked for, or that of the member looked at in a list. */
export type Whose = 'household' | 'person' | 'member'
export type Comparator = '<' | '<=' | '>' | '>=' | '=' | '!='
export type Rounding = 'half-up' | 'half-down' | 'half-even' | 'up' | 'down' | 'floor' | 'ceiling'

/** Something that a peer's language has no word for: the rule is then left out of the comparison with it. */
export class NoWord extends Error {}

/** A peer's language: how it writes each part of a rule. Money in yuan, days as whole numbers YYYYMMDD. */
export type Target<T> = {
  value(value: number | boolean | string): T
  fact(whose: Whose, name: string, type: 'boolean' | 'other'): T
  not(of: T): T
  all(of: readonly T[]): T
  any(of: readonly T[]): T
  compare(op: Comparator, a: T, b: T): T
  isIn(of: T, values: readonly (string | number)[]): T
  choose(test: T, then: T, otherwise: T): T
  reckon(op: '+' | '-' | '*' | '/', a: T, b: T): T
  extreme(kind: 'min' | 'max', of: readonly T[]): T
  round(mode: Rounding, digits: number, of: T): T
  /** Over the members; a filter of null takes all of them. */
  some(test: T): T
  every(test: T): T
  count(filter: T | null): T
  sum(filter: T | null, of: T): T
}
