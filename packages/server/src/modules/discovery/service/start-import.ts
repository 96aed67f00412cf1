import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { NewJob } from '../../../platform/jobs/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { findLayout } from '../layouts/find-layout.ts'
import { UNFORESEEN } from '../layouts/unforeseen.ts'
import type { Layout } from '../sources/layout.ts'
import { type BatchRow, getBatch, lockBatch, moveBatch } from '../store/batches.ts'
import { clearFindings } from '../store/problems.ts'
import { saveTemplate } from '../store/templates.ts'
import { fingerprint } from '../table/header.ts'
import { checkMapping, type Mapping, missingColumns } from '../table/mapping.ts'
import { openBatch, type Transact } from './open-batch.ts'

/** Puts a job into the queue in the transaction that asks for it; gives its id. */
export type Enqueue = (tx: Tx, job: NewJob) => Promise<string>

/** The kind of the jobs of imports. */
export const IMPORT_JOB = 'import'

export interface StartInput {
  readonly id: string
  readonly mapping: Mapping
  readonly sheet?: string | undefined
  readonly asOf?: string | undefined
  readonly dryRun: boolean
  readonly saveTemplate: boolean
  readonly version: number
}

/** A preview can be started, and a dry run that has ended; nothing else. */
function isStartable(batch: BatchRow): boolean {
  return batch.state === 'preview' || (batch.dry_run && ['done', 'failed', 'cancelled'].includes(batch.state))
}

/**
 * Starts an import, or a dry run of it. `enqueue` puts it into the queue of jobs in the same transaction; the command line,
 * which runs it itself, gives none.
 */
export async function startImport(
  deps: DiscoveryDeps,
  transact: Transact,
  input: StartInput,
  enqueue: Enqueue | null,
): Promise<BatchRow> {
  const batch = await transact((tx) => getBatch(tx, input.id))
  if (batch.source === UNFORESEEN) throw new AppError('layout_missing')
  const { layout, chosen } = await openBatch(deps, batch, transact, {
    mapping: input.mapping,
    sheet: input.sheet,
  })
  checkMapping(layout, chosen.header, input.mapping)
  const missing = missingColumns(layout, input.mapping)
  if (missing.length > 0) {
    throw new AppError('import_columns_missing', {
      columns: missing.map((column) => column.label.zh).join('、'),
    })
  }
  return transact(async (tx) => {
    const now = await lockBatch(tx, input.id)
    if (now.version !== input.version) throw new AppError('version_conflict')
    if (!isStartable(now)) throw new AppError('import_state', { state: now.state })
    await clearFindings(tx, input.id)
    if (input.saveTemplate && now.layout_version === null) {
      const shape = { source: layout.id, orgPath: now.org_path, fingerprint: fingerprint(chosen.header) }
      await saveTemplate(tx, { ...shape, mapping: input.mapping })
    }
    await moveBatch(tx, input.id, {
      state: 'queued',
      mapping: input.mapping,
      sheet: chosen.sheet === '' ? null : chosen.sheet,
      header_row: chosen.header.row,
      dry_run: input.dryRun,
      as_of: input.asOf ?? null,
      job_id: enqueue ? await enqueue(tx, importJob(layout, now)) : null,
    })
    tx.ledger({
      action: 'import.start',
      objectKind: 'import',
      objectId: input.id,
      orgPath: now.org_path,
      data: { source: now.source, dryRun: input.dryRun },
    })
    return getBatch(tx, input.id)
  })
}

/** The job of an import. */
function importJob({ name }: Pick<Layout, 'name'>, batch: BatchRow): NewJob {
  return {
    kind: IMPORT_JOB,
    orgPath: batch.org_path,
    title: { zh: `导入${name.zh}：${batch.file_name}`, en: `Import ${name.en}: ${batch.file_name}` },
    params: { batchId: batch.id, startedBy: batch.started_by ?? '', orgPath: batch.org_path },
    ...(batch.found.counted ? { total: batch.rows } : {}),
  }
}

/** Lets an import that stopped go on where it stood. */
export async function resumeImport(
  tx: Tx,
  deps: DiscoveryDeps,
  input: { readonly id: string },
  enqueue: Enqueue | null,
): Promise<BatchRow> {
  const batch = await lockBatch(tx, input.id)
  // `running` may be resumed too: its process may be gone, and if it is not, the two take turns chunk by chunk.
  if (!['failed', 'cancelled', 'queued', 'running'].includes(batch.state)) {
    throw new AppError('import_state', { state: batch.state })
  }
  const { layout } = await findLayout(tx, deps, batch.source, batch.layout_version)
  await moveBatch(tx, input.id, {
    state: 'queued',
    job_id: enqueue ? await enqueue(tx, importJob(layout, batch)) : null,
  })
  tx.ledger({
    action: 'import.resume',
    objectKind: 'import',
    objectId: input.id,
    orgPath: batch.org_path,
    data: { source: batch.source, nextRow: batch.next_row },
  })
  return getBatch(tx, input.id)
}
