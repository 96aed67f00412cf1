import type { RowReading } from '../rows/row-reading.ts'

/** Rows of one household of the list, in order. */
export interface RowGroup<R> {
  /** What the list calls the household; null when it does not. */
  readonly householdKey: string | null
  readonly rows: R[]
}

/**
 * Whether a row belongs to the household of the row before it: by the list's own key, or, in a list without one, because
 * a member that is no head follows a row of the same unit.
 */
export function continuesHousehold(before: RowReading, next: RowReading): boolean {
  if (before.householdKey !== null || next.householdKey !== null)
    return before.householdKey === next.householdKey
  const { relation } = next.person
  return (
    relation !== null &&
    relation !== 'head' &&
    before.person.relation !== null &&
    before.unit?.path === next.unit?.path
  )
}

/** Puts rows of a household together: those with a key wherever they stand, those without by their neighbourhood. */
export function groupRows<R extends { readonly reading: RowReading }>(rows: readonly R[]): RowGroup<R>[] {
  const groups: RowGroup<R>[] = []
  const byKey = new Map<string, RowGroup<R>>()
  let last: { group: RowGroup<R>; reading: RowReading } | null = null
  for (const row of rows) {
    const { reading } = row
    const known = reading.householdKey === null ? undefined : byKey.get(reading.householdKey)
    const follows =
      reading.householdKey === null && last !== null && continuesHousehold(last.reading, reading)
    const group: RowGroup<R> =
      known ?? (follows && last ? last.group : { householdKey: reading.householdKey, rows: [] })
    if (group.rows.length === 0) {
      groups.push(group)
      if (reading.householdKey !== null) byKey.set(reading.householdKey, group)
    }
    group.rows.push(row)
    last = { group, reading }
  }
  return groups
}
