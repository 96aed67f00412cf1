import type { FeelFunction } from '../values.ts'
import { CONTEXTS } from './contexts.ts'
import { CONVERSIONS } from './conversion.ts'
import { LISTS } from './lists.ts'
import { NUMBERS } from './numbers.ts'
import { RANGES } from './ranges.ts'
import { STRINGS } from './strings.ts'
import { TEMPORALS } from './temporals.ts'

/** The built-in functions of DMN 1.5 (10.3.4) by name; `range` is beside the evaluator, whose literals it reads. */
export const BUILTINS: ReadonlyMap<string, FeelFunction> = new Map<string, FeelFunction>([
  ...CONVERSIONS,
  ...TEMPORALS,
  ...STRINGS,
  ...LISTS,
  ...NUMBERS,
  ...RANGES,
  ...CONTEXTS,
])
