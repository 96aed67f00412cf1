/**
 * Households that answer alike, counted: the population as the measure needs it, without anybody in it.
 * Bit j of `deprived` and `unknown` is indicator j in the scheme's order (at most 30).
 */
export type Cell = {
  readonly deprived: number
  readonly unknown: number
  /** The tier that an override asks for at least; 0 for none. */
  readonly floor: number
  /** How many units (households). */
  readonly units: number
  /** Their weights added up (persons; as `units` when each counts once). */
  readonly weight: number
  /** Squares of their weights added up: for standard errors. */
  readonly squares: number
}

/** Cells in which every household counts once. */
export function byHousehold(cells: readonly Cell[]): Cell[] {
  return cells.map(({ deprived, unknown, floor, units }) => ({
    ...{ deprived, unknown, floor, units },
    weight: units,
    squares: units,
  }))
}

/** Cells of several groups put together, equal ones joined. */
export function joinCells(groups: Iterable<readonly Cell[]>): Cell[] {
  const all = [...groups]
  const most = all.reduce((sum, { length }) => sum + length, 0)
  // Open-addressed over whole numbers: a map by texts takes longer than the measure itself.
  const mask = 2 ** Math.ceil(Math.log2(most * 2 + 2)) - 1
  const slots = new Int32Array(mask + 1).fill(-1)
  const joined: { -readonly [Key in keyof Cell]: Cell[Key] }[] = []
  for (const cells of all) {
    for (const cell of cells) {
      let slot = cellHash(cell.deprived, cell.unknown, cell.floor) & mask
      for (;;) {
        const at = slots[slot] ?? -1
        const known = at < 0 ? undefined : joined[at]
        if (!known) {
          const { deprived, unknown, floor, units, weight, squares } = cell
          slots[slot] = joined.push({ deprived, unknown, floor, units, weight, squares }) - 1
          break
        }
        if (isAlike(known, cell)) {
          known.units += cell.units
          known.weight += cell.weight
          known.squares += cell.squares
          break
        }
        slot = (slot + 1) & mask
      }
    }
  }
  return joined
}

function isAlike(a: Cell, b: Cell): boolean {
  return a.deprived === b.deprived && a.unknown === b.unknown && a.floor === b.floor
}

/** Mixes three whole numbers into one of 32 bits, for tables that are open-addressed. */
export function cellHash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}
