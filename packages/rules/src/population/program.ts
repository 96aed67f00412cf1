import { Graph, lowering, type Ref, type Source } from '../backends/dataflow/index.ts'
import type { Output, Work } from '../backends/kernel.ts'
import { type Columns, columnOf, growTo, type Storage, WIDTH } from '../columns/index.ts'
import type { Fact } from '../facts/dictionary.ts'
import type { Library } from '../library/library.ts'
import { dayNumber } from '../mechanisms/calendar/days.ts'
import { libraryOn, type PolicyOnDay } from '../screening/day-library.ts'
import { outcomeCode, type Verdict, verdictOf } from './verdict.ts'

/** Where the answers of one policy are written. */
export type PolicyPlaces = {
  readonly policy: string
  readonly outcome: Output
  readonly amount: Output | null
  /** Outcomes and amounts of single persons, where they were asked for. */
  readonly persons: { readonly outcome: Output; readonly amount: Output | null } | null
}

/** Every policy over a population on one day, as work for a back end. */
export type Program = {
  readonly work: Work
  readonly policies: readonly PolicyPlaces[]
  /** First byte after everything that is written. */
  readonly end: number
}

export type ProgramOptions = {
  /** Only these policies; without them all that have a rule on the day. */
  readonly policies?: readonly string[]
  /** Write the outcome of each person too. */
  readonly persons?: boolean
}

/** The policies with a rule on a day. Throws `RangeError` when the date is no day or a named policy does not exist. */
export function rulesOn(library: Library, date: string, only?: readonly string[]): readonly PolicyOnDay[] {
  for (const id of only ?? []) if (!library.byId.has(id)) throw new RangeError(`there is no policy "${id}"`)
  return libraryOn(library, date).filter(
    ({ state, policy }) => state === 'rule' && (only === undefined || only.includes(policy.id)),
  )
}

/** Verdicts of policies over a population whose facts `source` finds. */
export function verdictsOver(
  source: (fact: Fact) => Source | null,
  graph: Graph,
  rules: readonly PolicyOnDay[],
  date: string,
): Verdict[] {
  const today = dayNumber(date)
  if (today === null) throw new RangeError(`"${date}" is not a day`)
  return rules.flatMap((rule) => {
    const value = (name: string): Ref | null => {
      const known = rule.figure(name).value
      return known === null ? null : graph.number(known)
    }
    return verdictOf(rule, lowering(graph, today, value, source)) ?? []
  })
}

/** Prepares the whole library (or some policies) for one day. */
export function programFor(
  library: Library,
  columns: Columns,
  date: string,
  options: ProgramOptions = {},
): Program {
  const graph = new Graph(columns.mostMembers)
  const verdicts = verdictsOver(sourcesOf(columns), graph, rulesOn(library, date, options.policies), date)
  const places = new Places(columns, columns.end)
  const policies = verdicts.map((verdict): PolicyPlaces => {
    const { person } = verdict
    return {
      policy: verdict.policy,
      ...places.answers(graph, verdict, 'household'),
      persons: person && options.persons === true ? places.answers(graph, person, 'person') : null,
    }
  })
  const outputs = policies.flatMap(({ outcome, amount, persons }) =>
    [outcome, amount, persons?.outcome, persons?.amount].flatMap((output) => output ?? []),
  )
  const tallies = verdicts.flatMap((verdict) => talliesOf(graph, verdict))
  growTo(columns.memory, places.end)
  return { work: { outputs, tallies }, policies, end: places.end }
}

/** What is added up of a policy, in this order: eligible, unknown, fen paid, eligible with a known amount. */
export const TALLIES = 4
export function talliesOf(graph: Graph, { eligible, unknown, amount, amountKnown }: Verdict): Ref[] {
  const paid = amount ? graph.select(amountKnown, amount, graph.number(0)) : graph.number(0)
  return [eligible, unknown, paid, amountKnown]
}

/** The columns of facts as a program reads them. */
export function sourcesOf(columns: Columns): (fact: Fact) => Source | null {
  return (fact) => {
    const column = columnOf(columns, fact.entity, fact.name)
    if (!column) return null
    const { storage, offset, low, high, open } = column
    return { key: `${fact.entity}.${fact.name}`, entity: fact.entity, storage, offset, low, high, open }
  }
}

/** Hands out room for what is written, after the columns. */
export class Places {
  end: number
  private readonly columns: Columns

  constructor(columns: Columns, from: number) {
    this.columns = columns
    this.end = Math.ceil(from / 64) * 64
  }

  output(node: Ref, known: Ref | null, of: 'household' | 'person', storage: Storage): Output {
    const length = this.columns[of === 'household' ? 'households' : 'persons']
    const offset = this.end
    // A block of sixteen doubles may be written over the end.
    this.end = Math.ceil((offset + length * WIDTH[storage] + 128) / 64) * 64
    return { node, known, of, storage, offset }
  }

  answers(graph: Graph, verdict: Omit<Verdict, 'policy' | 'person'>, of: 'household' | 'person') {
    const { amount, amountKnown } = verdict
    const narrow = amount !== null && Math.max(Math.abs(amount.low), Math.abs(amount.high)) < 2 ** 31 - 1
    return {
      outcome: this.output(outcomeCode(graph, verdict), null, of, 'u8'),
      amount: amount ? this.output(amount, amountKnown, of, narrow ? 'i32' : 'f64') : null,
    }
  }
}
