import { fenFromYuan, isLegalDate, nearest, yuanFromFen } from '@lastmile/domain'
import type { Entity, Fact, Facts } from '@lastmile/rules'
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

function rangeText(fact: Fact): string {
  const { min, max } = fact
  if (min !== undefined && max !== undefined) return `${min}–${max}`
  if (min !== undefined) return `≥ ${min}`
  return max !== undefined ? `≤ ${max}` : ''
}

function expectation(fact: Fact, given: unknown): string {
  switch (fact.type) {
    case 'boolean':
      return 'true / false'
    case 'money':
      return `元，至多两位小数 / yuan, two decimals at most ${rangeText(fact)}`.trim()
    case 'integer':
      return `整数 / a whole number ${rangeText(fact)}`.trim()
    case 'ratio':
      return `数 / a number ${rangeText(fact)}`.trim()
    case 'date':
      return 'YYYY-MM-DD'
    case 'enum': {
      const words = (fact.values ?? []).map((word) => word.value)
      const near = typeof given === 'string' ? nearest(given, words) : null
      return near ? `${near}（${words.join(', ')}）` : words.join(', ')
    }
    case 'string':
      return `文字，不超过 ${LONGEST_TEXT} 字 / text of at most ${LONGEST_TEXT} characters`
  }
}

function inRange(fact: Fact, value: number): boolean {
  return value >= (fact.min ?? Number.NEGATIVE_INFINITY) && value <= (fact.max ?? Number.POSITIVE_INFINITY)
}

function readMoney(fact: Fact, value: unknown): CheckedValue | null {
  if (typeof value !== 'number') return null
  const fen = fenFromYuan(value)
  return fen !== null && inRange(fact, value) ? { json: yuanFromFen(fen), wide: fen } : null
}

function readValue(fact: Fact, value: unknown): CheckedValue | null {
  const same = (plain: boolean | number | string): CheckedValue => ({ json: plain, wide: plain })
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean' ? same(value) : null
    case 'money':
      return readMoney(fact, value)
    case 'integer':
      return typeof value === 'number' &&
        Number.isInteger(value) &&
        Math.abs(value) < 2 ** 31 &&
        inRange(fact, value)
        ? same(value)
        : null
    case 'ratio':
      return typeof value === 'number' && Number.isFinite(value) && inRange(fact, value) ? same(value) : null
    case 'date':
      return typeof value === 'string' && isLegalDate(value) ? same(value) : null
    case 'enum':
      return typeof value === 'string' && fact.values?.some((word) => word.value === value)
        ? same(value)
        : null
    case 'string':
      return typeof value === 'string' && value.length <= LONGEST_TEXT ? same(value) : null
  }
}

/** Checks a value against its fact. Refuses by name, with what is expected and the nearest word of a list. */
export function checkFactValue(fact: Fact, value: unknown): CheckedValue {
  if (value === null) return { json: null, wide: null }
  const read = readValue(fact, value)
  if (read) return read
  const expected = expectation(fact, value)
  throw new AppError('fact_value_invalid', { fact: fact.name, expected })
}
