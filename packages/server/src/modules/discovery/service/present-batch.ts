import type { ImportBatch, ImportProblem } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { sourceNames, versionKey } from '../layouts/find-layout.ts'
import { UNFORESEEN } from '../layouts/unforeseen.ts'
import type { Problem } from '../problems/catalogue.ts'
import { problemMessage } from '../problems/message.ts'
import type { BatchRow } from '../store/batches.ts'

export type BatchView = z.infer<typeof ImportBatch>
export type ProblemView = z.infer<typeof ImportProblem>

/** Imports as people see them, with the names of those who started them. */
export async function presentBatches(
  tx: Tx,
  deps: Pick<DiscoveryDeps, 'layouts'>,
  rows: readonly BatchRow[],
): Promise<BatchView[]> {
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.started_by, row.withdrawn_by]),
  )
  const names = await sourceNames(tx, deps)
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    sourceName: names.get(versionKey(row.source, row.layout_version))?.name ?? {
      zh: row.source,
      en: row.source,
    },
    layout: row.source === UNFORESEEN ? 'none' : row.layout_version === null ? 'known' : 'own',
    layoutVersion: row.layout_version,
    fileName: row.file_name,
    state: row.state,
    dryRun: row.dry_run,
    orgPath: row.org_path,
    encoding: row.encoding,
    sheet: row.sheet,
    headerRow: row.header_row,
    asOf: row.as_of,
    rows: row.rows,
    rowsCounted: row.found.counted || row.state === 'done',
    accepted: row.accepted,
    unchanged: row.unchanged,
    refused: row.refused,
    review: row.review,
    linked: { existing: row.linked_existing, new: row.linked_new, review: row.review },
    nextRow: row.next_row,
    jobId: row.job_id,
    error: row.error,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            by: row.withdrawn_by === null ? '命令行' : (staff.get(row.withdrawn_by)?.name ?? ''),
            at: row.withdrawn_at.toISOString(),
            reason: row.withdraw_reason ?? '',
          },
    startedBy: row.started_by === null ? '命令行' : (staff.get(row.started_by)?.name ?? ''),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    version: row.version,
  }))
}

export async function presentBatch(
  tx: Tx,
  deps: Pick<DiscoveryDeps, 'layouts'>,
  row: BatchRow,
): Promise<BatchView> {
  const [view] = await presentBatches(tx, deps, [row])
  if (!view) throw new Error('a batch without a view')
  return view
}

/** A problem with its sentences. */
export function presentProblem(problem: Problem): ProblemView {
  const { row, column, severity, code, params, value } = problem
  return { row, column, severity, code, message: problemMessage(code, params), value }
}
