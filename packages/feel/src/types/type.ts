/** A FEEL type (DMN 1.5, 10.3.2.3). `unknown` is a name that nobody defined. */
export type FeelType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'list'; readonly item: FeelType }
  | { readonly kind: 'range'; readonly item: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType }
  | { readonly kind: 'unknown'; readonly name: string }

export type SimpleKind =
  | 'Any'
  | 'Null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'years and months duration'
  | 'days and time duration'
  | 'any list'
  | 'any range'
  | 'any context'
  | 'any function'

export const ANY: FeelType = { kind: 'Any' }

/** Names of types as they are written, with the spellings of the metamodel (`dateTime`, `dayTimeDuration`, `yearMonthDuration`). */
export const TYPE_NAMES: Readonly<Record<string, FeelType>> = {
  Any: ANY,
  Null: { kind: 'Null' },
  boolean: { kind: 'boolean' },
  string: { kind: 'string' },
  number: { kind: 'number' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  'date and time': { kind: 'date and time' },
  dateTime: { kind: 'date and time' },
  'years and months duration': { kind: 'years and months duration' },
  yearMonthDuration: { kind: 'years and months duration' },
  'days and time duration': { kind: 'days and time duration' },
  dayTimeDuration: { kind: 'days and time duration' },
  list: { kind: 'any list' },
  range: { kind: 'any range' },
  context: { kind: 'any context' },
  function: { kind: 'any function' },
}
