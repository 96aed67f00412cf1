import type { Backend, Output, Work } from '../backends/kernel.ts'
import { kernelOf } from '../backends/run.ts'
import { type Columns, type Values, valuesOf } from '../columns/index.ts'
import type { Library } from '../library/library.ts'
import { changedLibrary, type FigureChange } from './changed-library.ts'
import { MOVED, type Moved, type Per, STANDING, type Standing } from './measures.ts'
import { programFor, rulesOn } from './program.ts'
import { type PolicyTotals, totalsOf } from './screen.ts'
import { WhatIf } from './what-if.ts'

/** A way to part a population: the part of each household, by its place in `keys`. */
export type Grouping = { readonly name: string; readonly keys: readonly string[]; readonly codes: Uint8Array }

/**
 * How things stand: pairs of household and policy that are eligible, undecided, eligible with an amount that is not known; and fen of
 * a month, of a year, and paid once.
 */
export type Counted = Readonly<Record<Standing, number>>

/** One part of the population before and after. `better`, `worse`, `mixed`: households, each once, over all policies. */
export type PartLine = {
  readonly key: string
  readonly households: number
  readonly before: Counted
  readonly after: Counted
  readonly gained: number
  readonly lost: number
  readonly better: number
  readonly worse: number
  readonly mixed: number
}

export type PolicyLine = {
  readonly policy: string
  readonly per: Per
  readonly before: PolicyTotals
  readonly after: PolicyTotals
  readonly gained: number
  readonly lost: number
}

/** What other figures would do: plain data. */
export type Simulation = {
  readonly households: number
  readonly persons: number
  readonly total: PartLine
  readonly policies: readonly PolicyLine[]
  readonly groups: Readonly<Record<string, readonly PartLine[]>>
}

/** After so many questions the formulas are made anew: those of old questions are not kept for ever. */
const RENEWED_AFTER = 200

type Tallied = Record<(typeof MOVED)[number], Float64Array> & {
  readonly better: Float64Array
  readonly worse: Float64Array
  readonly mixed: Float64Array
}

/** A population in parts under a day's library, ready to be asked again and again what other figures would change. */
export class Simulator {
  private readonly library: Library
  private readonly columns: Columns
  private readonly date: string
  private readonly policies: readonly string[]
  private readonly groups: readonly Grouping[]
  private readonly backend: Backend
  private readonly sizes: readonly Float64Array[]
  private readonly stands: readonly Record<Standing, Float64Array>[]
  private readonly totals: ReadonlyMap<string, PolicyTotals>
  private readonly per: ReadonlyMap<string, Per>
  private whatIf: WhatIf
  private asked = 0

  constructor(
    library: Library,
    columns: Columns,
    date: string,
    policies: readonly string[],
    groupings: readonly Grouping[],
    backend: Backend,
  ) {
    this.library = library
    this.columns = columns
    this.date = date
    this.policies = policies
    this.backend = backend
    const whole = { name: '', keys: [''], codes: new Uint8Array(columns.households) }
    this.groups = [whole, ...groupings]
    this.sizes = this.groups.map(({ keys, codes }) => {
      const size = new Float64Array(keys.length)
      for (const code of codes) size[code] = (size[code] ?? 0) + 1
      return size
    })
    const rules = rulesOn(library, date, policies)
    this.per = new Map(rules.map(({ policy, version }) => [policy.id, version?.payment?.per ?? null]))
    const program = programFor(library, columns, date, { policies })
    const { tallies } = program.work
    this.totals = totalsOf(program, columns.households, this.run(columns, { outputs: [], tallies }))
    this.whatIf = this.fresh()
    // Read at once: changes write over the same places.
    const { work, columns: wider, written } = this.whatIf.standing()
    this.run(wider, work)
    this.stands = this.groups.map((group) => summed(wider, written, STANDING, group))
  }

  /** What changed figures would do; none: how things stand. Throws `FigureChangeError`, `UnsupportedWork`. */
  ask(changes: readonly FigureChange[]): Simulation {
    if (++this.asked % RENEWED_AFTER === 0) this.whatIf = this.fresh()
    const { keep, work, columns, read, written } = this.whatIf.change(
      changedLibrary(this.library, this.date, changes),
    )
    if (keep.outputs.length > 0) this.run(columns, keep)
    const touched = read(this.run(columns, work))
    const parts = this.groups.map((group, at) => {
      const moves = { ...summed(columns, written, MOVED, group), ...sides(columns, written, group) }
      return group.keys.map((key, part) => this.line(key, at, part, moves))
    })
    const [[total] = [], ...others] = parts
    if (!total) throw new RangeError('a population has a whole')
    return {
      households: this.columns.households,
      persons: this.columns.persons,
      total,
      policies: [...this.totals].map(([policy, before]) => {
        const change = touched.get(policy)
        const { after = before, gained = 0, lost = 0 } = change ?? {}
        return { policy, per: this.per.get(policy) ?? null, before, after, gained, lost }
      }),
      groups: Object.fromEntries(others.map((lines, at) => [this.groups[at + 1]?.name ?? '', lines])),
    }
  }

  private fresh(): WhatIf {
    return new WhatIf(this.library, this.columns, this.date, this.policies, MOVED)
  }

  private run(columns: Columns, work: Work): Float64Array {
    const tallies = new Float64Array(work.tallies.length)
    kernelOf(this.backend(columns, work), columns.memory)(0, columns.households, tallies)
    return tallies
  }

  private line(key: string, group: number, part: number, moves: Tallied): PartLine {
    const stands = this.stands[group] as Record<Standing, Float64Array>
    const of = (values: Float64Array) => values[part] ?? 0
    const by = (change: (measure: Standing) => number) =>
      Object.fromEntries(
        STANDING.map((measure) => [measure, of(stands[measure]) + change(measure)]),
      ) as Counted
    const [gained, lost] = [of(moves.gained), of(moves.lost)]
    return {
      key,
      households: of(this.sizes[group] as Float64Array),
      before: by(() => 0),
      after: by((measure) => (measure === 'eligible' ? gained - lost : of(moves[measure]))),
      gained,
      lost,
      better: of(moves.better),
      worse: of(moves.worse),
      mixed: of(moves.mixed),
    }
  }
}

function columnOf(columns: Columns, output: Output): Values {
  return valuesOf(columns, { ...output, length: columns.households })
}

/** Sums of written columns by part. */
function summed<M extends Standing | Moved>(
  columns: Columns,
  written: readonly Output[],
  measures: readonly M[],
  { keys, codes }: Grouping,
): Record<M, Float64Array> {
  const sums = measures.map((_, at) => {
    const values = columnOf(columns, written[at] as Output)
    const sum = new Float64Array(keys.length)
    for (let household = 0; household < values.length; household++) {
      const part = codes[household] as number
      sum[part] = (sum[part] as number) + (values[household] as number)
    }
    return [measures[at], sum] as const
  })
  return Object.fromEntries(sums) as Record<M, Float64Array>
}

/** Households that come off better, worse, or better in one policy and worse in another. */
function sides(columns: Columns, written: readonly Output[], { keys, codes }: Grouping) {
  const of = (measure: Moved) => columnOf(columns, written[MOVED.indexOf(measure as 'gained')] as Output)
  const [gained, lost, more, less] = [of('gained'), of('lost'), of('more'), of('less')]
  const [better, worse, mixed] = [0, 0, 0].map(() => new Float64Array(keys.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let household = 0; household < gained.length; household++) {
    const up = (gained[household] as number) + (more[household] as number) > 0
    const down = (lost[household] as number) + (less[household] as number) > 0
    if (!up && !down) continue
    const side = up && down ? mixed : up ? better : worse
    const part = codes[household] as number
    side[part] = (side[part] as number) + 1
  }
  return { better, worse, mixed }
}
