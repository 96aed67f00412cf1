/** Something with first and last day, both included; null is open. */
export type Dated = { readonly from: string | null; readonly to: string | null }

/** Whether a day lies within. Days are `YYYY-MM-DD`, so texts compare as days do. */
export function isWithin(day: string, { from, to }: Dated): boolean {
  return (from === null || from <= day) && (to === null || day <= to)
}

/** What is in force on a day, or null. */
export function inForceOn<T extends Dated>(list: readonly T[], day: string): T | null {
  return list.find((one) => isWithin(day, one)) ?? null
}

/** The first pair of entries that are in force on the same day, or null. */
export function firstOverlap<T extends Dated>(list: readonly T[]): readonly [T, T] | null {
  const sorted = [...list].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
  for (let i = 1; i < sorted.length; i++) {
    const [before, after] = [sorted[i - 1], sorted[i]]
    if (before && after && (before.to === null || (after.from ?? '') <= before.to)) return [before, after]
  }
  return null
}
