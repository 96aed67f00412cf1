import { NoWord, type Target } from './target.ts'

/** JSON logic, for json-logic-engine. */
export const jsonLogic: Target<unknown> = {
  value: (value) => value,
  fact: (whose, name) => ({
    var: whose === 'member' ? name : whose === 'person' ? `person.${name}` : `household.${name}`,
  }),
  not: (of) => ({ '!': [of] }),
  all: (of) => ({ and: of }),
  any: (of) => ({ or: of }),
  compare: (op, a, b) => ({ [op === '=' ? '===' : op === '!=' ? '!==' : op]: [a, b] }),
  isIn: (of, values) => ({ in: [of, values] }),
  choose: (test, then, otherwise) => ({ if: [test, then, otherwise] }),
  reckon: (op, a, b) => ({ [op]: [a, b] }),
  extreme: (kind, of) => ({ [kind]: of }),
  round: (mode, digits, of) => {
    const scaled = (by: number) => (digits === 0 ? of : { '*': [of, by] })
    const half = mode === 'half-up' ? { '+': [scaled(10 ** digits), 0.5] } : scaled(10 ** digits)
    if (mode !== 'half-up' && mode !== 'floor') throw new NoWord(`rounding ${mode}`)
    const whole = { '-': [half, { '%': [half, 1] }] }
    return digits === 0 ? whole : { '/': [whole, 10 ** digits] }
  },
  some: (test) => ({ some: [{ var: 'members' }, outward(test)] }),
  every: (test) => ({ all: [{ var: 'members' }, outward(test)] }),
  count: (filter) => total(filter, 1),
  sum: total,
}

function total(filter: unknown, of: unknown): unknown {
  const added = { '+': [{ var: 'accumulator' }, current(of)] }
  const step = filter === null ? added : { if: [current(filter), added, { var: 'accumulator' }] }
  return { reduce: [{ var: 'members' }, step, 0] }
}

/** Facts of the household as the body of a list's method sees them. */
function outward(node: unknown): unknown {
  return renamed(node, (name) => (name.startsWith('household.') ? `../../${name}` : name))
}

/** Facts as `reduce` sees them. */
function current(node: unknown): unknown {
  return renamed(node, (name) => {
    if (name.startsWith('household.')) throw new NoWord('the household, seen from reduce')
    return `current.${name}`
  })
}

function renamed(node: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(node)) return node.map((one) => renamed(one, rename))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'var' && typeof value === 'string' ? rename(value) : renamed(value, rename),
    ]),
  )
}

/** The expression language of zen-engine. */
export const zen: Target<string> = {
  value: (value) => (typeof value === 'string' ? `'${value}'` : `${value}`),
  fact: (whose, name, type) => {
    const path = whose === 'member' ? `#.${name}` : `${whose}.${name}`
    // A bare null stops the machine; a comparison with true does not.
    return type === 'boolean' ? `(${path} == true)` : path
  },
  not: (of) => `(not ${of})`,
  all: (of) => `(${of.join(' and ')})`,
  any: (of) => `(${of.join(' or ')})`,
  compare: (op, a, b) => `(${a} ${op === '=' ? '==' : op} ${b})`,
  isIn: (of, values) => `(${of} in [${values.map((value) => zen.value(value)).join(', ')}])`,
  choose: (test, then, otherwise) => `(${test} ? ${then} : ${otherwise})`,
  reckon: (op, a, b) => `(${a} ${op} ${b})`,
  extreme: (kind, of) => `${kind}([${of.join(', ')}])`,
  round: (mode, digits, of) => {
    if (mode === 'floor' && digits === 0) return `floor(${of})`
    if (mode === 'half-up') return `round(${of}, ${digits})`
    throw new NoWord(`rounding ${mode}`)
  },
  some: (test) => `some(members, ${test})`,
  every: (test) => `all(members, ${test})`,
  count: (filter) => (filter === null ? 'len(members)' : `count(members, ${filter})`),
  sum: (filter, of) => `sum(map(${filter === null ? 'members' : `filter(members, ${filter})`}, ${of}))`,
}

/** Standard FEEL, for feelin. */
export const feel: Target<string> = {
  value: (value) => (typeof value === 'string' ? `"${value}"` : `${value}`),
  fact: (whose, name) => (whose === 'member' ? `m.${name}` : `${whose}.${name}`),
  not: (of) => `not(${of})`,
  all: (of) => `(${of.join(' and ')})`,
  any: (of) => `(${of.join(' or ')})`,
  compare: (op, a, b) => `(${a} ${op} ${b})`,
  isIn: (of, values) => `(${of} in [${values.map((value) => feel.value(value)).join(', ')}])`,
  choose: (test, then, otherwise) => `(if ${test} then ${then} else ${otherwise})`,
  reckon: (op, a, b) => `(${a} ${op} ${b})`,
  extreme: (kind, of) => `${kind}(${of.join(', ')})`,
  round: (mode, digits, of) => {
    if (mode === 'floor' && digits === 0) return `floor(${of})`
    if (mode === 'half-up') return `round half up(${of}, ${digits})`
    throw new NoWord(`rounding ${mode}`)
  },
  some: (test) => `(some m in members satisfies ${test})`,
  every: (test) => `(every m in members satisfies ${test})`,
  // A list that is counted holds nulls too: members who do not belong are added up as nothing instead.
  count: (filter) => (filter === null ? 'count(members)' : feel.sum(filter, '1')),
  sum: (filter, of) =>
    filter === null
      ? `sum(for m in members return ${of})`
      : `sum(for m in members return if ${filter} then ${of} else 0)`,
}

const noLists = () => {
  throw new NoWord('a list of members')
}

/** Conditions of json-rules-engine: a comparison has a fact on its left and a value or a fact on its right. */
export type Condition = Readonly<Record<string, unknown>>

const OPERATORS = {
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '=': 'equal',
  '!=': 'notEqual',
} as const
const TURNED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' } as const

/** Numbers have no form as conditions: each that is reckoned is a dynamic fact, whose JSON logic is left in `reckoned` by its name. */
export function jsonRules(reckoned: Map<string, unknown>): Target<Condition> {
  const logic = new Map<Condition, unknown>()
  const withLogic = (condition: Condition, own: unknown): Condition => {
    logic.set(condition, own)
    return condition
  }
  const isTrue = (fact: string): Condition => ({ fact, operator: 'equal', value: true })
  const number = (own: unknown): Condition => {
    const name = `reckoned ${JSON.stringify(own)}`
    reckoned.set(name, own)
    return withLogic(isTrue(name), own)
  }
  return {
    value: (value) => withLogic({ value }, value),
    // Standing alone it is a condition that the fact is true; in a comparison its name is taken.
    fact: (whose, name, type) => withLogic(isTrue(`${whose}.${name}`), jsonLogic.fact(whose, name, type)),
    not: (of) => ({ not: of }),
    all: (of) => ({ all: of }),
    any: (of) => ({ any: of }),
    compare: (op, a, b) => {
      const [left, right, way] = 'fact' in a ? [a, b, op] : [b, a, TURNED[op]]
      const value = 'fact' in right ? { fact: right.fact } : right.value
      return { fact: left.fact, operator: OPERATORS[way], value }
    },
    isIn: (of, values) => ({ fact: of.fact, operator: 'in', value: values }),
    choose: () => {
      throw new NoWord('a choice')
    },
    reckon: (op, a, b) => number(jsonLogic.reckon(op, logic.get(a), logic.get(b))),
    extreme: (kind, of) =>
      number(
        jsonLogic.extreme(
          kind,
          of.map((one) => logic.get(one)),
        ),
      ),
    round: (mode, digits, of) => number(jsonLogic.round(mode, digits, logic.get(of))),
    some: noLists,
    every: noLists,
    count: noLists,
    sum: noLists,
  }
}

/** Rules of publicodes; facts are rules named `household name` and `person name`. */
export const publicodes: Target<unknown> = {
  value: (value) =>
    typeof value === 'boolean' ? (value ? 'oui' : 'non') : typeof value === 'string' ? `'${value}'` : value,
  fact: (whose, name) => publicodesName(whose, name),
  not: (of) => ({ '=': [of, 'non'] }),
  all: (of) => ({ 'toutes ces conditions': of }),
  any: (of) => ({ 'une de ces conditions': of }),
  compare: (op, a, b) => ({ [op]: [a, b] }),
  isIn: (of, values) => ({
    'une de ces conditions': values.map((value) => ({ '=': [of, publicodes.value(value)] })),
  }),
  choose: (test, then, otherwise) => ({ variations: [{ si: test, alors: then }, { sinon: otherwise }] }),
  reckon: (op, a, b) => ({ [op]: [a, b] }),
  extreme: (kind, of) => ({ [kind === 'min' ? 'le minimum de' : 'le maximum de']: of }),
  round: (mode, digits, of) => {
    if (mode === 'floor' && digits === 0) return { valeur: { '-': [of, 0.5] }, arrondi: 'oui' }
    throw new NoWord(`rounding ${mode}`)
  },
  some: noLists,
  every: noLists,
  count: noLists,
  sum: noLists,
}

/** Names of publicodes have no underscores at their ends and no digits at their start: ours are fine but for the sign. */
export function publicodesName(whose: string, name: string): string {
  return `${whose} ${name.replaceAll('_', ' ')}`
}
