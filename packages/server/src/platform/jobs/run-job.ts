import { type Clock, type Tx, withActor } from '../db/index.ts'
import { AppError, isAppError } from '../errors/index.ts'
import type { Database } from '../postgres/index.ts'
import { JobInterrupted, type JobKind, type JobRun, type JsonObject, type StepResult } from './job-kind.ts'
import { type Claim, claimJob, finishJob, recordStep, releaseJob } from './job-store.ts'

/** Picked up this often without a committed step, a job is given up. */
const IDLE_CLAIMS = 4

export interface RunDeps {
  readonly db: Database
  readonly clock: Clock
  /** Told of unexpected errors in the code of a job. */
  readonly onError?: (error: unknown, job: { readonly id: string; readonly kind: string }) => void
}

/** Runs `work` as the system within the unit of a job, on account of the job's owner. */
function asOwner<T>(
  deps: RunDeps,
  claim: Pick<Claim, 'kind' | 'ownerId' | 'orgPath'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const actor = { userId: claim.ownerId, role: 'system', orgPath: claim.orgPath } as const
  return withActor(deps.db, actor, { clock: deps.clock, purpose: `job:${claim.kind}` }, work)
}

class Run implements JobRun {
  readonly id: string
  readonly kind: string
  readonly params: JsonObject
  readonly signal: AbortSignal
  checkpoint: JsonObject
  done: number
  readonly #deps: RunDeps
  readonly #claim: Claim

  constructor(deps: RunDeps, claim: Claim, signal: AbortSignal) {
    this.id = claim.id
    this.kind = claim.kind
    this.params = claim.params
    this.checkpoint = claim.checkpoint
    this.done = claim.done
    this.signal = signal
    this.#deps = deps
    this.#claim = claim
  }

  async step(work: (tx: Tx) => Promise<StepResult>): Promise<void> {
    if (this.signal.aborted) throw new JobInterrupted('stopping')
    const { result, cancel } = await asOwner(this.#deps, this.#claim, async (tx) => {
      const result = await work(tx)
      const { held, cancel } = await recordStep(tx, this.#claim, result)
      if (!held) throw new JobInterrupted('taken-over')
      return { result, cancel }
    })
    this.checkpoint = result.checkpoint ?? this.checkpoint
    this.done = result.done ?? this.done
    if (cancel) throw new JobInterrupted('cancelled')
  }
}

/** SQLSTATEs of a step that lost against another transaction: serialization failure, deadlock, lock timeout. */
const PASSING = new Set(['40001', '40P01', '55P03'])

function isPassing(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && PASSING.has(error.code)
  )
}

/** How a run ended. `again`: the queue should deliver the job once more. */
export type RunOutcome = 'finished' | 'again'

async function settle(deps: RunDeps, claim: Claim, error: unknown): Promise<RunOutcome> {
  if (error instanceof JobInterrupted) {
    if (error.reason === 'taken-over') return 'finished'
    if (error.reason === 'cancelled') {
      await asOwner(deps, claim, (tx) => finishJob(tx, claim, 'cancelled', {}))
      return 'finished'
    }
    await asOwner(deps, claim, (tx) => releaseJob(tx, claim))
    return 'again'
  }
  // The database was away: nothing can be written now, and the job is fine.
  if (isAppError(error, 'database_unavailable')) return 'again'
  if (isPassing(error)) {
    await asOwner(deps, claim, (tx) => releaseJob(tx, claim))
    return 'again'
  }
  const known = isAppError(error) ? error : new AppError('job_failed', {}, { cause: error })
  if (known.code === 'job_failed') deps.onError?.(error, claim)
  const told = { code: known.code, ...known.text }
  await asOwner(deps, claim, (tx) => finishJob(tx, claim, 'failed', { error: told }))
  return 'finished'
}

/**
 * Picks a job up and works on it until it is finished, cancelled, or the process stops. Errors of the table of errors
 * fail the job with their text; anything else fails it as `job_failed`; a lost database, or a step that lost against another transaction, is tried again.
 */
export async function runJob(
  deps: RunDeps,
  kinds: ReadonlyMap<string, JobKind>,
  id: string,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const system = { userId: '', role: 'system', orgPath: '' } as const
  const context = { clock: deps.clock, purpose: 'job' }
  const claim = await withActor(deps.db, system, context, (tx) => claimJob(tx, id))
  if (!claim) return 'finished'
  try {
    if (claim.idleClaims > IDLE_CLAIMS) throw new AppError('job_gave_up')
    const kind = kinds.get(claim.kind)
    if (!kind) throw new AppError('job_kind_unknown', { kind: claim.kind })
    const result = await kind.run(new Run(deps, claim, signal))
    await asOwner(deps, claim, (tx) => finishJob(tx, claim, 'done', { result }))
    return 'finished'
  } catch (error) {
    return settle(deps, claim, error)
  }
}
