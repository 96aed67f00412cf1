import { fenFromYuan, nearest, yuanFromFen } from '@lastmile/domain'
import { type Entity, engineValue, type Fact, type Facts } from '@lastmile/rules'
import { AppError } from '../../../platform/errors/index.ts'

/** A value of a fact in its two forms. */
export interface CheckedValue {
  /** As the past keeps it: money in yuan, days as text; null = known to be unknown. */
  readonly json: boolean | number | string | null
  /** As the wide row keeps it: money in fen. */
  readonly wide: boolean | number | string | null
}

const LONGEST_TEXT = 500

/** An observed fact by name. Refuses an unknown or derived one with the nearest that may be written. */
export function observedFact(facts: Facts, entity: Entity, name: string): Fact {
  const fact = facts[entity].get(name)
  if (fact && fact.derived === undefined) return fact
  const observed = [...facts[entity].values()].filter((candidate) => candidate.derived === undefined)
  const near = nearest(
    name,
    observed.map((candidate) => candidate.name),
  )
  throw new AppError('fact_unknown', { fact: name, nearest: near ?? '?' })
}

function rangeText({ min, max }: Fact): string {
  if (min !== undefined && max !== undefined) return ` ${min}–${max}`
  if (min !== undefined) return ` ≥ ${min}`
  return max !== undefined ? ` ≤ ${max}` : ''
}

function expectation(fact: Fact, near: string | null): string {
  switch (fact.type) {
    case 'boolean':
      return 'true / false'
    case 'money':
      return `元，至多两位小数 / yuan, two decimals at most${rangeText(fact)}`
    case 'integer':
      return `整数 / a whole number${rangeText(fact)}`
    case 'ratio':
      return `数，至多两位小数 / a number, two decimals at most${rangeText(fact)}`
    case 'date':
      return 'YYYY-MM-DD'
    case 'enum': {
      const words = (fact.values ?? []).map((word) => word.value).join(', ')
      return near ? `${near} (${words})` : words
    }
    case 'string':
      return `文字，至多 ${LONGEST_TEXT} 字 / text of at most ${LONGEST_TEXT} characters`
  }
}

/** The two forms of a value that the engine accepts. Words of a list may come by their label and are kept by value. */
function formsOf(fact: Fact, given: unknown, engine: boolean | number | string | null): CheckedValue | null {
  if (fact.type === 'money') {
    const fen = typeof given === 'number' ? fenFromYuan(given) : null
    return fen === null ? null : { json: yuanFromFen(fen), wide: fen }
  }
  if (fact.type === 'ratio' || fact.type === 'date') {
    return typeof given === 'number' || typeof given === 'string' ? { json: given, wide: given } : null
  }
  const tooLong = typeof engine === 'string' && engine.length > LONGEST_TEXT
  const tooLarge = typeof engine === 'number' && Math.abs(engine) >= 2 ** 31
  return tooLong || tooLarge ? null : { json: engine, wide: engine }
}

/**
 * Checks a value against its fact as the rules will read it, so that nothing is stored that they could not take.
 * Refuses by name, with what is expected and the nearest word of a list.
 */
export function checkFactValue(fact: Fact, value: unknown): CheckedValue {
  if (value === null) return { json: null, wide: null }
  const engine = engineValue(fact, value)
  const forms = engine.ok ? formsOf(fact, value, engine.value) : null
  if (forms) return forms
  const expected = expectation(fact, engine.ok ? null : engine.nearest)
  throw new AppError('fact_value_invalid', { fact: fact.name, expected })
}
