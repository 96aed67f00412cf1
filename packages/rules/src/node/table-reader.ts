import { type ColumnsBuilder, columnValue, type GrowingColumn } from '../columns/index.ts'
import type { Fact } from '../facts/dictionary.ts'
import { MOST_MEMBERS } from '../language/fact-shape.ts'
import { engineValue } from '../screening/household.ts'
import type { RefusedHouseholds } from './refused.ts'

/** Texts of one column whose meaning is remembered: words, days and round amounts come again and again. */
const REMEMBERED = 1 << 16

/** One column of a table: what its cells mean. */
type Cells = {
  readonly at: number
  readonly target: GrowingColumn
  readonly read: (cell: unknown) => number | null | string
}

/**
 * Takes a table with one row a person, ordered by household, and fills columns. A household with a value that is none is refused as a
 * whole and named; the others go on.
 */
export class TableReader {
  private readonly builder: ColumnsBuilder
  private readonly refused: RefusedHouseholds
  private readonly household: readonly Cells[]
  private readonly person: readonly Cells[]
  private id: string | null = null
  private org: string | null = null
  private shared: (number | null)[] = []
  private members: (number | null)[][] = []
  private problem: string | null = null

  /** @param places where the column of a fact stands in a row, by `entity.name` */
  constructor(builder: ColumnsBuilder, refused: RefusedHouseholds, places: ReadonlyMap<string, number>) {
    this.builder = builder
    this.refused = refused
    const cells = (target: GrowingColumn): Cells => ({
      at: places.get(`${target.fact.entity}.${target.fact.name}`) ?? -1,
      target,
      read: cellReader(target.fact),
    })
    this.household = builder.household.map(cells)
    this.person = builder.person.map(cells)
  }

  /** Takes the row of a person. `get` gives the cell at a place; an empty or missing one is unknown. */
  row(id: string, org: string | null, get: (at: number) => unknown): void {
    if (id !== this.id) {
      this.flush()
      this.id = id
      this.org = org
      this.shared = this.household.map((cells) => this.cell(cells, get))
    }
    this.members.push(this.person.map((cells) => this.cell(cells, get)))
  }

  /** Ends the household being read. */
  flush(): void {
    if (this.id === null) return
    if (this.members.length > MOST_MEMBERS) this.problem ??= `a household has at most ${MOST_MEMBERS} members`
    if (this.problem === null) {
      this.household.forEach(({ target }, place) => {
        target.push(this.shared[place] ?? null)
      })
      for (const values of this.members) {
        this.person.forEach(({ target }, place) => {
          target.push(values[place] ?? null)
        })
      }
      this.builder.close(this.members.length, this.id, this.org)
    } else this.refused.add(this.id, this.problem)
    this.id = null
    this.members = []
    this.problem = null
  }

  private cell({ at, target, read }: Cells, get: (at: number) => unknown): number | null {
    const cell = at < 0 ? null : get(at)
    if (cell === null || cell === undefined || cell === '') return null
    const value = read(cell)
    if (typeof value !== 'string') return value
    this.problem ??= `${target.fact.entity}.${target.fact.name}: ${value}`
    return null
  }
}

/** Reads cells of a fact: numbers and truths as such or as text. Gives the value of the column, or what is wrong as a text. */
function cellReader(fact: Fact): (cell: unknown) => number | null | string {
  const known = new Map<unknown, number | null | string>()
  const numeric = fact.type === 'money' || fact.type === 'ratio' || fact.type === 'integer'
  return (cell) => {
    const before = known.get(cell)
    if (before !== undefined) return before
    const result = engineValue(fact, plain(fact, cell, numeric))
    const value = result.ok ? columnValue(fact, result.value) : result.message
    if (known.size < REMEMBERED) known.set(cell, value)
    return value
  }
}

function plain(fact: Fact, cell: unknown, numeric: boolean): unknown {
  if (typeof cell === 'bigint') return Number(cell)
  if (typeof cell !== 'string') return cell
  if (fact.type === 'boolean') return cell === 'true' ? true : cell === 'false' ? false : cell
  return numeric && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell
}
