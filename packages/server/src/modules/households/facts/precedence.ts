/** A value that was stated before, or is being stated now. */
export interface Stated {
  readonly value: boolean | number | string | null
  /** Legal day from which it holds. */
  readonly validFrom: string
  /** When we learned it, milliseconds since 1970. */
  readonly learnedAt: number
  /** Order of writing; a statement under way comes after everything written. */
  readonly seq: number
  readonly sourceId: string | null
}

/**
 * Which of two statements is the present one: the newest `validFrom`, then the newest `learnedAt`, then the one
 * written last. A value that comes late but was true earlier therefore never displaces the present.
 * @returns negative when `a` comes before `b`.
 */
export function byPrecedence(a: Stated, b: Stated): number {
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
