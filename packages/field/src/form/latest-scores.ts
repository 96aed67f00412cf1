/** A score of an assessment scale; `personId` null: of the household. */
export interface KnownScore {
  readonly personId: string | null
  readonly instrument: string
  readonly score: number
  /** YYYY-MM-DD. */
  readonly onDay: string
}

/**
 * The score that counts for each person and scale: the latest day, and of one day what was filled in on this phone. The
 * server does the same when it arrives, so that phone and desk reckon alike.
 */
export function latestScores(known: readonly KnownScore[], filledIn: readonly KnownScore[]): KnownScore[] {
  const latest = new Map<string, KnownScore>()
  for (const one of [...known, ...filledIn]) {
    const place = `${one.personId ?? ''} ${one.instrument}`
    const before = latest.get(place)
    if (!before || before.onDay <= one.onDay) latest.set(place, one)
  }
  return [...latest.values()]
}
