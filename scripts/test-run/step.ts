/** One step of the test command. */
export type Step = {
  /** Runs it alone: `npm test -- <id>`. */
  readonly id: string
  readonly title: string
  /** Program and arguments; programs are found in node_modules/.bin first. */
  readonly command: readonly [string, ...string[]]
  /** What it needs that npm does not bring. */
  readonly needs?: readonly Need[]
  /** `live`: the output is the progress. `on-failure`: the tool says nothing worth reading while all is well. */
  readonly show: 'live' | 'on-failure'
  /**
   * What the step did, in words and figures, read from its output; null when the output does not say. A step
   * that ends well without saying what it looked at has failed: it may have looked at nothing.
   */
  readonly counts: (output: string) => string | null
  /** Lines that are data for `counts` and nothing to read. */
  readonly hide?: (line: string) => boolean
  /** After how many minutes it is ended; a step that hangs must not take the rest with it. */
  readonly limitMinutes: number
}

/** Things of the machine that a step may need. */
export type Need = 'chromium' | 'cjk-fonts' | 'postgresql-15'

/** How a step ended. */
export type Outcome = {
  readonly step: Step
  readonly state: 'passed' | 'failed' | 'impossible'
  /** Counts when it passed, the reason otherwise. */
  readonly what: string
  readonly seconds: number
}
