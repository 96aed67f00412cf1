import type { Value } from '../backends/frame.ts'
import type { Fact } from '../facts/dictionary.ts'
import type { Household } from '../screening/household.ts'
import { type Column, type Columns, type Storage, type Values, WIDTH } from './columns.ts'
import { GrowingColumn } from './growing.ts'

/** Bytes left free after each column: a block of sixteen doubles may be read over the end. */
const MARGIN = 128
const PAGE = 65536
/** Pages a memory may grow to: the whole 32-bit address space, of which only what is used is ever touched. */
const MOST_PAGES = 65536

/** Turns a value of the engine into the number that a column holds. Throws `RangeError` for a word that the list does not have. */
export function columnValue(fact: Fact, value: Value): number | null {
  if (value === null) return null
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const place = fact.values?.findIndex((one) => one.value === value) ?? -1
  if (place < 0) throw new RangeError(`${fact.name}: "${value}" is not in the list`)
  return place
}

/** Fills the columns of a population household by household. Only the facts given are kept; texts never are. */
export class ColumnsBuilder {
  readonly household: readonly GrowingColumn[]
  readonly person: readonly GrowingColumn[]
  private readonly starts = new GrowingColumn({ type: 'integer' } as Fact)
  private readonly orgs = new GrowingColumn({ type: 'integer' } as Fact)
  private readonly orgNames = new Map<string, number>()
  private readonly ids: string[] | null
  private persons = 0
  private mostMembers = 0

  constructor(facts: Iterable<Fact>, options: { readonly ids?: boolean } = {}) {
    const all = [...facts].filter((fact) => fact.type !== 'string' && fact.derived === undefined)
    this.household = all.filter((fact) => fact.entity === 'household').map((fact) => new GrowingColumn(fact))
    this.person = all.filter((fact) => fact.entity === 'person').map((fact) => new GrowingColumn(fact))
    this.ids = options.ids === true ? [] : null
    this.starts.push(0)
  }

  /** Adds a household that `readHousehold` has accepted. */
  add(household: Household, about: { readonly id?: string; readonly org?: string | null } = {}): void {
    for (const column of this.household)
      column.push(columnValue(column.fact, household.facts[column.fact.name] ?? null))
    for (const { facts } of household.members) {
      for (const column of this.person) column.push(columnValue(column.fact, facts[column.fact.name] ?? null))
    }
    this.close(household.members.length, about.id ?? '', about.org ?? null)
  }

  /** Ends a household whose values were pushed to the columns one by one. */
  close(members: number, id: string, org: string | null): void {
    if (members < 1) throw new RangeError('a household has at least one member')
    this.persons += members
    this.mostMembers = Math.max(this.mostMembers, members)
    this.starts.push(this.persons)
    this.ids?.push(id)
    const name = org ?? ''
    let place = this.orgNames.get(name)
    if (place === undefined) {
      place = this.orgNames.size
      this.orgNames.set(name, place)
    }
    this.orgs.push(place)
  }

  get households(): number {
    return this.starts.length - 1
  }

  /** Puts everything into one memory. The builder is empty afterwards. */
  finish(): Columns {
    let end = 1024
    const reserve = (bytes: number): number => {
      const offset = end
      end += Math.ceil((bytes + MARGIN) / 64) * 64
      return offset
    }
    const place = (column: GrowingColumn): Column => ({
      fact: column.fact,
      storage: column.storage,
      offset: reserve(column.length * WIDTH[column.storage]),
      length: column.length,
      low: column.low <= column.high ? column.low : 0,
      high: column.low <= column.high ? column.high : 0,
      open: column.open,
    })
    const { households, persons, mostMembers } = this
    const startOffset = reserve(4 * (households + 1))
    const orgOffset = reserve(4 * households)
    const moves = [...this.household, ...this.person].map((from) => ({ from, to: place(from) }))
    const memory = newMemory(end)
    const view = (storage: Storage, offset: number, length: number): Values =>
      storage === 'u8'
        ? new Uint8Array(memory.buffer, offset, length)
        : storage === 'i32'
          ? new Int32Array(memory.buffer, offset, length)
          : new Float64Array(memory.buffer, offset, length)
    this.starts.moveTo(view('i32', startOffset, households + 1))
    this.orgs.moveTo(view('i32', orgOffset, households))
    for (const { from, to } of moves) from.moveTo(view(to.storage, to.offset, to.length))
    const maps = { household: new Map<string, Column>(), person: new Map<string, Column>() }
    for (const { to } of moves) maps[to.fact.entity].set(to.fact.name, to)
    const names = [...this.orgNames.keys()]
    return {
      memory,
      households,
      persons,
      mostMembers,
      startOffset,
      ...maps,
      org: names.some((name) => name !== '') ? { names, offset: orgOffset } : null,
      ids: this.ids,
      end,
    }
  }
}

/** Shared where the host has shared memory, else a memory of one thread. */
export function newMemory(bytes: number): WebAssembly.Memory {
  const initial = Math.ceil(bytes / PAGE) + 1
  return typeof SharedArrayBuffer === 'undefined'
    ? new WebAssembly.Memory({ initial, maximum: MOST_PAGES })
    : new WebAssembly.Memory({ initial, maximum: MOST_PAGES, shared: true })
}

/** Makes a memory so large that nothing is read or written beyond its end. */
export function growTo(memory: WebAssembly.Memory, end: number): void {
  const missing = end + MARGIN - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
}
