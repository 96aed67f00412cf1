/** A value that was stated before, or is being stated now. */
export interface Stated {
  readonly value: boolean | number | string | null
  /** Place of the source in the district's order for this fact; the lower goes first. */
  readonly rank: number
  /** Legal day from which it holds. */
  readonly validFrom: string
  /** When we learned it, milliseconds since 1970. */
  readonly learnedAt: number
  /** Order of writing; a statement under way comes after everything written. */
  readonly seq: number
  readonly sourceId: string | null
}

/**
 * Which of two statements is the present one: that of the source that goes first for this fact, then the newest `validFrom`, then the newest `learnedAt`, then the one
 * written last. A value that comes late but was true earlier therefore never displaces the present.
 * @returns negative when `a` comes before `b`.
 */
export function byPrecedence(a: Stated, b: Stated): number {
  if (a.rank !== b.rank) return b.rank - a.rank
  if (a.validFrom !== b.validFrom) return a.validFrom < b.validFrom ? -1 : 1
  return a.learnedAt - b.learnedAt || a.seq - b.seq
}

/** The statement in force on a day, of all sources or of one; null when nothing was stated for it. */
export function inForceOn(past: readonly Stated[], day: string, sourceId?: string | null): Stated | null {
  let found: Stated | null = null
  for (const stated of past) {
    if (stated.validFrom > day) continue
    if (sourceId !== undefined && stated.sourceId !== sourceId) continue
    if (!found || byPrecedence(found, stated) < 0) found = stated
  }
  return found
}

/** The present value: the last by precedence. */
export function present(past: readonly Stated[]): Stated | null {
  return inForceOn(past, '9999-12-31')
}

/** Two sources that last said different things of one fact, and why the first wins. */
export interface Contradiction {
  readonly wins: string
  readonly loses: string
  readonly byRule: 'order' | 'newest'
}

/** Where the last word of one source is not that of another; null when all agree. */
export function contradiction(past: readonly Stated[]): Contradiction | null {
  const last = new Map<string, Stated>()
  for (const stated of past) {
    const source = stated.sourceId ?? '?'
    const known = last.get(source)
    if (!known || byPrecedence(known, stated) < 0) last.set(source, stated)
  }
  const winner = present(past)
  if (!winner || last.size < 2) return null
  const others = [...last].filter(([, stated]) => stated.value !== winner.value)
  const [first] = others.sort(([, a], [, b]) => byPrecedence(b, a))
  if (!first) return null
  const [loses, loser] = first
  return { wins: winner.sourceId ?? '?', loses, byRule: loser.rank === winner.rank ? 'newest' : 'order' }
}
