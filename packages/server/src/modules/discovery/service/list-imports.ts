import type { Tx } from '../../../platform/db/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { Severity } from '../problems/catalogue.ts'
import { getBatch, listBatches } from '../store/batches.ts'
import { listProblems } from '../store/problems.ts'
import {
  type BatchView,
  type ProblemView,
  presentBatch,
  presentBatches,
  presentProblem,
} from './present-batch.ts'

interface PageQuery {
  readonly limit: number
  readonly offset: number
}

/** Imports in the caller's scope, the newest first. */
export async function listImports(
  tx: Tx,
  deps: DiscoveryDeps,
  page: PageQuery,
): Promise<{ items: BatchView[]; total: number }> {
  const { rows, total } = await listBatches(tx, page)
  return { items: await presentBatches(tx, deps, rows), total }
}

/** One import with its progress. */
export async function getImport(
  tx: Tx,
  deps: DiscoveryDeps,
  input: { readonly id: string },
): Promise<BatchView> {
  return presentBatch(tx, deps, await getBatch(tx, input.id))
}

/** Problems of an import, by row; those of the file as a whole first. */
export async function listImportProblems(
  tx: Tx,
  input: PageQuery & { readonly id: string; readonly severity?: Severity | undefined },
): Promise<{ items: ProblemView[]; total: number }> {
  const batch = await getBatch(tx, input.id)
  const { problems, total } = await listProblems(tx, batch.id, input)
  return { items: problems.map(presentProblem), total }
}
