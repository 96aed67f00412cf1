/** A value of a fact as JSON keeps it; null: known to be unknown. */
export type FactValue = boolean | number | string | null

/** A value with who says so: one side of a question. */
export interface Voice {
  readonly value: FactValue
  /** `visit`, `import`, `resident`, `staff` … */
  readonly sourceKind: string
  readonly sourceName: string
  /** The name of the person, where there is one. */
  readonly by: string | null
  /** Legal day from which it is said to be true. */
  readonly validFrom: string
  /** When the server learned it, ISO. */
  readonly learnedAt: string
}

/** The value that a phone showed when something else was written there; null: it showed none. */
export type Seen = { readonly value: FactValue } | null

export type Judgement =
  /** Nobody else said anything meanwhile. */
  | 'news'
  /** It is what stands there. */
  | 'same'
  /** Somebody else changed it meanwhile, to something else: a person must pick. */
  | 'question'

/**
 * Compares what somebody states, what they saw when they wrote it, and what stands there now. Clocks play no part: a
 * phone that is a day off is judged like any other.
 */
export function judge(stated: FactValue, seen: Seen, present: Pick<Voice, 'value'> | null): Judgement {
  if (present === null) return 'news'
  if (present.value === stated) return 'same'
  return seen !== null && seen.value === present.value ? 'news' : 'question'
}
