import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A job as its owner's tray shows it. */
export interface JobView {
  readonly id: string
  readonly kind: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly state: string
  readonly total: number | null
  readonly done: number
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly error: { readonly zh: string; readonly en: string } | null
}

interface JobRow extends Omit<JobView, 'createdAt' | 'finishedAt'> {
  readonly created_at: Date
  readonly finished_at: Date | null
}

const SELECT = `SELECT id, kind, title, state, total, done, created_at, finished_at, error FROM job`
const SHOWN = 50

function present({ created_at, finished_at, error, ...row }: JobRow): JobView {
  return {
    ...row,
    error: error && { zh: error.zh, en: error.en },
    createdAt: created_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
  }
}

/** One job of the caller's. */
export async function getJobView(tx: Tx, input: { readonly id: string }): Promise<JobView> {
  const [row] = await tx.query<JobRow>(`${SELECT} WHERE id = $1`, [input.id])
  if (!row) throw new AppError('not_found')
  return present(row)
}

/** The caller's jobs, the newest first. */
export async function listJobs(tx: Tx): Promise<JobView[]> {
  const rows = await tx.query<JobRow>(
    `${SELECT} WHERE owner_id = $1 ORDER BY created_at DESC LIMIT ${SHOWN}`,
    [tx.actor.userId],
  )
  return rows.map(present)
}
