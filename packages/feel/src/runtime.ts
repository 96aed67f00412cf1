/** What went wrong on the way: FEEL gives null there, and this says why. */
export type Warning = { readonly message: string; readonly at: number }

/** What an evaluation is handed beside its values. */
export type Runtime = {
  /** The instant of `now()` and `today()`, UTC. */
  readonly now: Date
  /** The zone of `now()` and `today()`, a name of the IANA data. */
  readonly zone: string
  /** The day of `today()` where it is not that of `now`: YYYY-MM-DD. */
  readonly today: string | null
  warn(message: string, at?: number): null
  /** Runs something whose warnings do not count. */
  quietly<T>(run: () => T): T
  /** Counts a nested call; refuses recursion that would exhaust the stack. */
  nested<T>(run: () => T): T
}

const DEEPEST = 600

/** What an evaluation takes the time from. */
export type Clock = { readonly now: Date; readonly zone?: string; readonly today?: string }

export function createRuntime(clock: Clock, warnings: Warning[]): Runtime {
  let quiet = 0
  let depth = 0
  const warn = (message: string, at = 0): null => {
    if (quiet === 0) warnings.push({ message, at })
    return null
  }
  return {
    now: clock.now,
    zone: clock.zone ?? 'Asia/Shanghai',
    today: clock.today ?? null,
    warn,
    quietly(run) {
      quiet++
      try {
        return run()
      } finally {
        quiet--
      }
    },
    nested(run) {
      if (depth >= DEEPEST) throw new RangeError('nested too deeply')
      depth++
      try {
        return run()
      } finally {
        depth--
      }
    },
  }
}
