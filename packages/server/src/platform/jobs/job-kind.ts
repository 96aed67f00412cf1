import type { Json, Tx } from '../db/index.ts'

/** A JSON object, as it stands in a job's row. */
export type JsonObject = { readonly [key: string]: Json }

/** What one step left behind; it is written in the transaction of the step. */
export interface StepResult {
  /** Where the next step begins. Unchanged when left out. */
  readonly checkpoint?: JsonObject
  /** How much is done, in the unit of the job's total. */
  readonly done?: number
  readonly total?: number
}

/** One job in the hands of its code. */
export interface JobRun {
  readonly id: string
  readonly kind: string
  readonly params: JsonObject
  /** What the last committed step left; `{}` at the beginning. Changes with each step. */
  readonly checkpoint: JsonObject
  readonly done: number
  /** Raised when the process stops or another one took the job over: begin no further step. */
  readonly signal: AbortSignal
  /**
   * One step: `work` and its checkpoint in one transaction, as the system within the job's unit, on account of the
   * job's owner. A killed process loses at most the step that was under way, and no step happens twice. Throws when
   * the job was cancelled or taken over, or the process stops; let that pass through.
   */
  step(work: (tx: Tx) => Promise<StepResult>): Promise<void>
}

/** A kind of job: what a module registers. */
export interface JobKind {
  /** Stable name, e.g. `import`. */
  readonly kind: string
  /** How many at a time in one process; 1 when left out. */
  readonly concurrency?: number
  /** Does the work from `run.checkpoint` on, in steps, and returns the result for the row. */
  run(run: JobRun): Promise<JsonObject>
}

/** Why a run ended without a result and without a failure. */
export class JobInterrupted extends Error {
  readonly reason: 'cancelled' | 'taken-over' | 'stopping'
  constructor(reason: JobInterrupted['reason']) {
    super(`job ${reason}`)
    this.name = 'JobInterrupted'
    this.reason = reason
  }
}
