import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { type FactsChanged, withdrawBatch } from '../../households/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { type BatchRow, getBatch, lockBatch, markWithdrawing, moveBatch } from '../store/batches.ts'
import { countSpokenOf, findSpokenOf } from '../store/rows.ts'
import { importTransactions } from './open-batch.ts'
import type { RunOptions, Step } from './run-import.ts'
import type { Enqueue } from './start-import.ts'

/** The kind of the jobs of withdrawals. */
export const WITHDRAW_JOB = 'import-withdraw'

/** Households of one transaction. */
const STEP = 200

export interface WithdrawInput {
  readonly id: string
  readonly reason: string
  readonly version: number
}

/**
 * Asks for a whole batch to be taken back. What it said falls back to what was said before or by others, in a job; the
 * past keeps it. `enqueue` puts the job into the queue; the command line, which runs it itself, gives none.
 */
export async function requestWithdrawal(
  tx: Tx,
  input: WithdrawInput,
  enqueue: Enqueue | null,
): Promise<BatchRow> {
  const batch = await lockBatch(tx, input.id)
  if (batch.version !== input.version) throw new AppError('version_conflict')
  const standing = ['done', 'failed', 'cancelled'].includes(batch.state)
  if (!standing || batch.dry_run) throw new AppError('import_state', { state: batch.state })
  const title = { zh: `撤回导入：${batch.file_name}`, en: `Withdraw import: ${batch.file_name}` }
  const params = { batchId: batch.id, startedBy: batch.started_by ?? '', orgPath: batch.org_path }
  const total = await countSpokenOf(tx, batch.id)
  const job = { kind: WITHDRAW_JOB, orgPath: batch.org_path, title, params, total }
  await markWithdrawing(tx, batch.id, input.reason, enqueue ? await enqueue(tx, job) : null)
  tx.ledger({
    action: 'import.withdraw',
    objectKind: 'import',
    objectId: batch.id,
    orgPath: batch.org_path,
    data: { source: batch.source, reason: input.reason, households: total },
  })
  return getBatch(tx, batch.id)
}

/** Carries a withdrawal out, household by household in the order of their ids; a killed one goes on where it stood. */
export async function runWithdrawal(
  deps: DiscoveryDeps,
  asked: Pick<BatchRow, 'id' | 'started_by' | 'org_path'>,
  options: RunOptions & { readonly after?: string | null } = {},
): Promise<BatchRow> {
  const transact = importTransactions(deps, asked)
  const step: Step = options.step ?? (async (work) => void (await transact(work)))
  let after = options.after ?? null
  let done = 0
  for (let goesOn = true; goesOn; ) {
    await step(async (tx) => {
      const batch = await lockBatch(tx, asked.id)
      const spoken = batch.state === 'withdrawing' ? await findSpokenOf(tx, asked.id, after, STEP) : []
      goesOn = spoken.length > 0
      if (!goesOn) return {}
      const changed = await withdrawBatch(tx, deps, {
        batchId: asked.id,
        householdIds: spoken.map(({ household_id }) => household_id),
        madePersonIds: spoken.flatMap(({ made }) => made),
      })
      const event: FactsChanged = { kind: 'facts.changed', householdIds: changed }
      await deps.events.emit(tx, event)
      after = spoken.at(-1)?.household_id ?? after
      done += spoken.length
      options.onProgress?.({ done, total: null })
      return { checkpoint: { after }, done }
    })
  }
  await step(async (tx) => {
    const batch = await lockBatch(tx, asked.id)
    if (batch.state === 'withdrawing') await moveBatch(tx, asked.id, { state: 'withdrawn' })
    return {}
  })
  return transact((tx) => getBatch(tx, asked.id))
}
