import { isLegalDate } from '@lastmile/domain/legal-date'
import { fenFromYuan } from '@lastmile/domain/money'
import { nearest } from '@lastmile/domain/nearest'
import type { Row, Value } from '../backends/frame.ts'
import { type Entity, type Fact, type Facts, nearestFact } from '../facts/dictionary.ts'
import { factNamed } from '../facts/moments.ts'
import { factRange, factScale, MOST_MEMBERS } from '../language/fact-shape.ts'
import { dayNumber } from '../mechanisms/calendar/days.ts'

/** One person of a household. `called` is how sentences name them; without it the relation and id do. */
export type Member = {
  readonly id: string
  readonly relation?: string
  readonly called?: string
  readonly facts: Row
}

/** A household as the engine takes it: observed facts in engine values (`engineValue`), at least one member. */
export type Household = { readonly facts: Row; readonly members: readonly Member[] }

/** Why a household file was refused: where, and the nearest valid name. */
export type HouseholdProblem = {
  readonly code: 'shape' | 'unknown-fact' | 'derived-fact' | 'value'
  readonly path: string
  readonly message: string
  readonly nearest: string | null
}

/** A household that could not be read. */
export class HouseholdError extends Error {
  readonly problems: readonly HouseholdProblem[]
  constructor(problems: readonly HouseholdProblem[]) {
    super(problems.map((problem) => problem.message).join('; '))
    this.problems = problems
  }
}

const BESIDE = ['id', 'date', 'org', 'household', 'members']

/**
 * Reads a household file: `{ household: {fact: value}, members: [{ id, relation?, fact: value }] }`, money in yuan, days `YYYY-MM-DD`,
 * words of a list by value or by label. Absent or null is unknown. Throws `HouseholdError` with every problem.
 */
export function readHousehold(facts: Facts, input: unknown): Household {
  const problems: HouseholdProblem[] = []
  const shape = (path: string, message: string) =>
    problems.push({ code: 'shape', path, message, nearest: null })
  if (!isRecord(input))
    throw new HouseholdError([
      { code: 'shape', path: '', message: 'a household is an object { household, members }', nearest: null },
    ])
  for (const key of Object.keys(input)) {
    if (BESIDE.includes(key)) continue
    const near = nearest(key, BESIDE)
    problems.push({
      code: 'shape',
      path: key,
      message: `unknown key "${key}"${near ? `; did you mean "${near}"?` : ''}`,
      nearest: near,
    })
  }
  const household = input.household ?? {}
  const members = input.members
  if (!isRecord(household)) shape('household', 'household is an object of facts')
  if (!Array.isArray(members) || members.length === 0)
    shape('members', 'members is a list with at least one person')
  const people = Array.isArray(members) ? members : []
  if (people.length > MOST_MEMBERS) shape('members', `a household has at most ${MOST_MEMBERS} members`)
  const ids = new Set<string>()
  const read = people.map((person: unknown, index): Member => {
    const path = `members[${index}]`
    if (!isRecord(person)) {
      shape(path, `${path} is an object of facts`)
      return { id: '', facts: {} }
    }
    const { id, relation, ...rest } = person
    if (typeof id !== 'string' || id === '') shape(`${path}.id`, `${path} needs an id`)
    else if (ids.has(id)) shape(`${path}.id`, `the id "${id}" stands twice`)
    else ids.add(id)
    if (relation !== undefined && relation !== null && typeof relation !== 'string')
      shape(`${path}.relation`, 'relation is text')
    const row = readRow(facts, 'person', rest, path, problems)
    return { id: String(id), ...(typeof relation === 'string' ? { relation } : {}), facts: row }
  })
  const own = isRecord(household) ? readRow(facts, 'household', household, 'household', problems) : {}
  if (problems.length > 0) throw new HouseholdError(problems)
  return { facts: own, members: read }
}

function readRow(
  facts: Facts,
  entity: Entity,
  input: Record<string, unknown>,
  path: string,
  problems: HouseholdProblem[],
): Row {
  const row: Record<string, Value> = {}
  for (const [name, value] of Object.entries(input)) {
    const fact = factNamed(facts, entity, name)
    const where = `${path}.${name}`
    if (!fact) {
      const near = nearestFact(facts, entity, name)
      const hint = near ? `; did you mean "${near}"?` : ''
      problems.push({
        code: 'unknown-fact',
        path: where,
        message: `there is no ${entity} fact "${name}"${hint}`,
        nearest: near,
      })
    } else if (fact.derived !== undefined) {
      const message = `"${name}" is worked out (${fact.derived}); give what it is made from instead`
      problems.push({ code: 'derived-fact', path: where, message, nearest: null })
    } else if (value !== null && value !== undefined) {
      const result = engineValue(fact, value)
      if (result.ok) row[name] = result.value
      else
        problems.push({
          code: 'value',
          path: where,
          message: `${where}: ${result.message}`,
          nearest: result.nearest,
        })
    }
  }
  return row
}

/** A value of a fact as files write it, turned into what the engine holds: fen, whole numbers of a scale, YYYYMMDD. */
export function engineValue(
  fact: Fact,
  value: unknown,
): { ok: true; value: Value } | { ok: false; message: string; nearest: string | null } {
  const no = (message: string, near: string | null = null) => ({ ok: false, message, nearest: near }) as const
  const shown = JSON.stringify(value)
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean' ? { ok: true, value } : no(`${shown} is not true or false`)
    case 'string':
      return typeof value === 'string' ? { ok: true, value } : no(`${shown} is not text`)
    case 'date': {
      const day = typeof value === 'string' && isLegalDate(value) ? dayNumber(value) : null
      return day === null ? no(`${shown} is not a day; write YYYY-MM-DD`) : { ok: true, value: day }
    }
    case 'enum': {
      const values = fact.values ?? []
      const found = values.find((one) => one.value === value || one.zh === value || one.en === value)
      if (found) return { ok: true, value: found.value }
      const names = values.map((one) => one.value)
      const near = typeof value === 'string' ? nearest(value, names) : null
      return no(`${shown} is not one of ${names.join(', ')}${near ? `; did you mean "${near}"?` : ''}`, near)
    }
    default: {
      const number =
        typeof value === 'number' && Number.isFinite(value) ? scaledNumber(value, factScale(fact)) : null
      if (number === null) return no(`${shown} is not ${SAID[fact.type]}`)
      const { min, max } = factRange(fact)
      const plain = number / 10 ** factScale(fact)
      return plain < min || plain > max
        ? no(`${shown} is not between ${min} and ${max}`)
        : { ok: true, value: number }
    }
  }
}

const SAID = {
  money: 'an amount in yuan with at most two decimals',
  integer: 'a whole number',
  ratio: 'a number with at most two decimals',
} as const

/** A decimal as a whole number of its scale, by its digits; null when it has more. */
function scaledNumber(value: number, scale: number): number | null {
  if (scale === 2) return fenFromYuan(value)
  return Number.isSafeInteger(value) ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
