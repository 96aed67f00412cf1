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
  return cells.map((cell) => ({ ...cell, weight: cell.units, squares: cell.units }))
}

/** Cells of several groups put together, equal ones joined. */
export function joinCells(groups: Iterable<readonly Cell[]>): Cell[] {
  const joined = new Map<string, Cell>()
  for (const cell of [...groups].flat()) {
    const key = `${cell.deprived} ${cell.unknown} ${cell.floor}`
    const before = joined.get(key)
    joined.set(
      key,
      before
        ? {
            ...before,
            units: before.units + cell.units,
            weight: before.weight + cell.weight,
            squares: before.squares + cell.squares,
          }
        : cell,
    )
  }
  return [...joined.values()]
}
