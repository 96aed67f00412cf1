import type { Rounding } from '../../language/tree.ts'
import type { Ref, Source } from '../dataflow/index.ts'

/** The two that divide differently: PostgreSQL's `/` of integers cuts, DuckDB's gives a double. */
export type Dialect = 'postgresql' | 'duckdb'

/**
 * The SQL of one operation over the texts of its arguments. Truths are never null; a number is null where it is unknown, and then its
 * comparisons are false, as those of the unknown values of columns are.
 */
export function expression(
  node: Ref,
  text: (arg: Ref) => string,
  column: (source: Source) => string,
  dialect: Dialect,
): string {
  const texts = node.args.map(text)
  const [a = '', b = '', c = ''] = texts
  switch (node.op) {
    case 'truth':
      return node.value === 1 ? 'TRUE' : 'FALSE'
    case 'number':
      // Without its type a small number would be of 32 bits, and so would products of it.
      return `(${node.value})::bigint`
    case 'load':
      return node.source ? column(node.source) : 'NULL::bigint'
    case 'known':
      return node.source ? `(${column(node.source)} IS NOT NULL)` : 'FALSE'
    case 'size':
      return 'size'
    case 'less':
      return `COALESCE(${a} < ${b}, FALSE)`
    case 'equal':
      return `COALESCE(${a} = ${b}, FALSE)`
    case 'not':
      return `(NOT ${a})`
    case 'and':
      return `(${texts.join(' AND ')})`
    case 'or':
      return `(${texts.join(' OR ')})`
    case 'add':
      return `(${a} + ${b})`
    case 'subtract':
      return `(${a} - ${b})`
    case 'multiply':
      return `(${a} * ${b})`
    case 'floor':
      return floored(a, b, dialect)
    case 'round':
      return rounded(a, b, node.mode ?? 'floor', dialect)
    case 'least':
      return `LEAST(${a}, ${b})`
    case 'greatest':
      return `GREATEST(${a}, ${b})`
    case 'select':
      return `(CASE WHEN ${a} THEN ${b} ELSE ${c} END)`
    default:
      throw new Error(`${node.op} is no expression`)
  }
}

/** What is left of a / b downwards: 0 to b - 1, where both dialects' `%` takes the sign of a. */
function rest(a: string, b: string): string {
  return `(((${a} % ${b}) + ${b}) % ${b})`
}

function floored(a: string, b: string, dialect: Dialect): string {
  return `((${a} - ${rest(a, b)}) ${dialect === 'duckdb' ? '//' : '/'} ${b})`
}

function rounded(a: string, divisor: string, mode: Rounding, dialect: Dialect): string {
  // Where it counts the divisor is above zero; elsewhere nothing may stop the query.
  const b = `NULLIF(${divisor}, 0)`
  const floor = floored(a, b, dialect)
  if (mode === 'floor') return floor
  const left = rest(a, b)
  const more = `2 * ${left} > ${b}`
  const half = `2 * ${left} = ${b}`
  const up = {
    ceiling: `${left} > 0`,
    down: `${left} > 0 AND ${a} < 0`,
    up: `${left} > 0 AND ${a} >= 0`,
    'half-up': `${more} OR (${half} AND ${a} >= 0)`,
    'half-down': `${more} OR (${half} AND ${a} < 0)`,
    'half-even': `${more} OR (${half} AND ${floor} % 2 <> 0)`,
  }[mode]
  return `(${floor} + CASE WHEN ${up} THEN 1 ELSE 0 END)`
}
