import { type Cell, cellHash } from '../alkire-foster/cells.ts'

/**
 * Counts households that answer alike, by group: an open-addressed table over typed arrays, since a map of keys would take longer
 * than the assessment itself.
 */
export class CellCounter {
  private slots = new Int32Array(1 << 12).fill(-1)
  private readonly rows: { deprived: number; unknown: number; floor: number; group: number }[] = []
  private units = new Float64Array(1 << 11)
  private weight = new Float64Array(1 << 11)
  private squares = new Float64Array(1 << 11)

  /** Adds one household of so many persons to a group (a whole number from 0). */
  add(deprived: number, unknown: number, floor: number, group: number, persons: number): void {
    const mask = this.slots.length - 1
    let slot = cellHash(deprived, unknown, floor * 65599 + group) & mask
    for (;;) {
      const at = this.slots[slot] ?? -1
      const row = at < 0 ? undefined : this.rows[at]
      if (row === undefined) {
        this.slots[slot] = this.append({ deprived, unknown, floor, group }, persons)
        if (this.rows.length * 2 > this.slots.length) this.grow()
        return
      }
      if (
        row.deprived === deprived &&
        row.unknown === unknown &&
        row.floor === floor &&
        row.group === group
      ) {
        this.count(at, persons)
        return
      }
      slot = (slot + 1) & mask
    }
  }

  /** The cells of each group. */
  groups(): Map<number, Cell[]> {
    const found = new Map<number, Cell[]>()
    this.rows.forEach(({ group, ...bits }, at) => {
      const list = found.get(group) ?? []
      found.set(group, list)
      list.push({
        ...bits,
        units: this.units[at] ?? 0,
        weight: this.weight[at] ?? 0,
        squares: this.squares[at] ?? 0,
      })
    })
    return found
  }

  private append(row: (typeof this.rows)[number], persons: number): number {
    const at = this.rows.push(row) - 1
    if (at >= this.units.length) {
      this.units = doubled(this.units)
      this.weight = doubled(this.weight)
      this.squares = doubled(this.squares)
    }
    this.count(at, persons)
    return at
  }

  private count(at: number, persons: number): void {
    this.units[at] = (this.units[at] ?? 0) + 1
    this.weight[at] = (this.weight[at] ?? 0) + persons
    this.squares[at] = (this.squares[at] ?? 0) + persons * persons
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1)
    this.rows.forEach(({ deprived, unknown, floor, group }, at) => {
      let slot = cellHash(deprived, unknown, floor * 65599 + group) & (slots.length - 1)
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = at
    })
    this.slots = slots
  }
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(values.length * 2)
  more.set(values)
  return more
}
