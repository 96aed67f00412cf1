interface Reading {
  /** Milliseconds. */
  readonly at: number
  /** Rows behind it. */
  readonly done: number
}

/** Whole seconds until a job is done at the speed seen between two readings; null while there is no speed yet. */
export function timeLeft(first: Reading, last: Reading, total: number | null): number | null {
  const rows = last.done - first.done
  const time = last.at - first.at
  if (total === null || rows <= 0 || time < 1000) return null
  return Math.max(1, Math.ceil(((total - last.done) * time) / rows / 1000))
}
