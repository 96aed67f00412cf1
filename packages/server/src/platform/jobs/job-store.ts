import { newIdAt } from '@lastmile/domain'
import type { Json, Tx } from '../db/index.ts'
import type { JsonObject, StepResult } from './job-kind.ts'

/** Owner of jobs that the platform asks for itself: no account has this id. */
const PLATFORM = '00000000-0000-0000-0000-000000000000'

/** A job as it is asked for. */
export interface NewJob {
  readonly kind: string
  /** What the tray shows. */
  readonly title: { readonly zh: string; readonly en: string }
  /** The account that waits for it; default: the actor of the transaction (the platform itself, when that has no account). */
  readonly ownerId?: string
  /** The unit whose rows the job may touch. */
  readonly orgPath: string
  readonly params?: JsonObject
  readonly total?: number
}

/** A job as its owner sees it. */
export interface JobState {
  readonly id: string
  readonly kind: string
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly result: JsonObject | null
  readonly error: JsonObject | null
}

/** A job in the hands of a process: `attempt` is what it holds it by. */
export interface Claim {
  readonly id: string
  readonly attempt: number
  readonly kind: string
  readonly ownerId: string
  readonly orgPath: string
  readonly params: JsonObject
  readonly checkpoint: JsonObject
  readonly done: number
  readonly idleClaims: number
}

export async function insertJob(tx: Tx, job: NewJob): Promise<string> {
  const id = newIdAt(tx.now)
  await tx.execute(
    `INSERT INTO job (id, kind, title, owner_id, org_path, state, total, params, created_at)
     VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7, $8)`,
    [
      id,
      job.kind,
      JSON.stringify(job.title),
      job.ownerId ?? (tx.actor.userId || PLATFORM),
      job.orgPath,
      job.total ?? null,
      JSON.stringify(job.params ?? {}),
      tx.now,
    ],
  )
  return id
}

/** Takes a job that is not finished; whoever held it before can write nothing more. Null: nothing left to do. */
export async function claimJob(tx: Tx, id: string): Promise<Claim | null> {
  const [row] = await tx.query<Claim & { cancel: boolean }>(
    `UPDATE job SET state = 'running', attempts = attempts + 1, idle_claims = idle_claims + 1,
       started_at = coalesce(started_at, $2), heartbeat_at = now()
     WHERE id = $1 AND state IN ('queued', 'running')
     RETURNING id, attempts AS attempt, kind, coalesce(nullif(owner_id, '${PLATFORM}')::text, '') AS "ownerId", org_path AS "orgPath", params, checkpoint, done,
       idle_claims AS "idleClaims"`,
    [id, tx.now],
  )
  return row ?? null
}

/** Writes what a step left, if the job is still held; says whether the owner wants it cancelled. */
export async function recordStep(
  tx: Tx,
  claim: Claim,
  step: StepResult,
): Promise<{ held: boolean; cancel: boolean }> {
  const [row] = await tx.query<{ cancel: boolean }>(
    `UPDATE job SET checkpoint = coalesce($3, checkpoint), done = coalesce($4, done), total = coalesce($5, total),
       idle_claims = 0, heartbeat_at = now()
     WHERE id = $1 AND attempts = $2 AND state = 'running' RETURNING cancel_requested AS cancel`,
    [
      claim.id,
      claim.attempt,
      step.checkpoint ? JSON.stringify(step.checkpoint) : null,
      step.done ?? null,
      step.total ?? null,
    ],
  )
  return { held: row !== undefined, cancel: row?.cancel ?? false }
}

/** Ends a job that is still held. */
export async function finishJob(
  tx: Tx,
  claim: Claim,
  state: 'done' | 'failed' | 'cancelled',
  outcome: { readonly result?: JsonObject; readonly error?: Json },
): Promise<void> {
  await tx.execute(
    `UPDATE job SET state = $3, result = $4, error = $5, finished_at = $6
     WHERE id = $1 AND attempts = $2 AND state = 'running'`,
    [
      claim.id,
      claim.attempt,
      state,
      outcome.result ? JSON.stringify(outcome.result) : null,
      outcome.error === undefined ? null : JSON.stringify(outcome.error),
      tx.now,
    ],
  )
}

/** Puts a job back, to be picked up again. */
export async function releaseJob(tx: Tx, claim: Claim): Promise<void> {
  await tx.execute(`UPDATE job SET state = 'queued' WHERE id = $1 AND attempts = $2 AND state = 'running'`, [
    claim.id,
    claim.attempt,
  ])
}

/**
 * Asks for a job to be stopped, by its owner. One that waits is cancelled at once, one that runs after its step;
 * what it did stays. Returns false for a job that is finished or not the actor's.
 */
export async function cancelJob(tx: Tx, id: string): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE job SET cancel_requested = true,
       state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
       finished_at = CASE WHEN state = 'queued' THEN $2 ELSE finished_at END
     WHERE id = $1 AND state IN ('queued', 'running')`,
    [id, tx.now],
  )
  return changed > 0
}

/** A failed or cancelled job is put back, to go on from its checkpoint. False for any other. */
export async function reopenJob(tx: Tx, id: string): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE job SET state = 'queued', cancel_requested = false, idle_claims = 0, error = NULL, finished_at = NULL
     WHERE id = $1 AND state IN ('failed', 'cancelled')`,
    [id],
  )
  return changed > 0
}

/** A job of a kind and a unit: how far it is, by whom and when it was asked for. */
export interface JobOfKind extends JobState {
  readonly params: JsonObject
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  /** Whether somebody held it within the last minute. */
  readonly alive: boolean
}

/** The jobs of a kind within a unit, the newest first; unfinished ones only, if asked. Needs the platform's reach. */
export async function jobsOfKind(
  tx: Tx,
  kind: string,
  orgPath: string,
  filter: { readonly unfinished?: boolean; readonly limit?: number } = {},
): Promise<JobOfKind[]> {
  return tx.query<JobOfKind>(
    `SELECT id, kind, state, done::int AS done, total::int AS total, result, error, params, created_at AS "createdAt",
       started_at AS "startedAt", finished_at AS "finishedAt",
       coalesce(heartbeat_at > now() - interval '1 minute', false) AS alive
     FROM job WHERE kind = $1 AND org_path = $2 AND (NOT $3 OR state IN ('queued','running'))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [kind, orgPath, filter.unfinished ?? false, filter.limit ?? 20],
  )
}

export async function findJob(tx: Tx, id: string): Promise<JobState | null> {
  const [row] = await tx.query<JobState>(
    'SELECT id, kind, state, done, total, result, error FROM job WHERE id = $1',
    [id],
  )
  return row ?? null
}

/** Unfinished jobs that nobody has touched for a while: their message may be lost (a restored backup has none). */
export async function findForgotten(
  tx: Tx,
  kinds: readonly string[],
  seconds: number,
): Promise<{ id: string; kind: string }[]> {
  return tx.query(
    `SELECT id, kind FROM job WHERE state IN ('queued', 'running') AND kind = ANY ($1)
       AND (heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => $2)) LIMIT 1000`,
    [kinds, seconds],
  )
}
