import type { Fact } from '../../facts/dictionary.ts'
import { factRange, factScale } from '../../language/fact-shape.ts'
import type { Source } from './node.ts'

/** A fact of which nothing is known but what the dictionary says. */
export function dictionarySource(fact: Fact): Source {
  const { entity, name } = fact
  return { key: `${entity}.${name}`, entity, storage: 'f64', offset: 0, ...rangeOf(fact), open: true }
}

function rangeOf(fact: Fact): { readonly low: number; readonly high: number } {
  if (fact.type === 'boolean') return { low: 0, high: 1 }
  if (fact.type === 'enum') return { low: 0, high: Math.max(0, (fact.values?.length ?? 0) - 1) }
  if (fact.type === 'date') return { low: 101, high: 99_991_231 }
  const { min, max } = factRange(fact)
  return { low: min * 10 ** factScale(fact), high: max * 10 ** factScale(fact) }
}
