import type { TransactionActor } from '../../../platform/db/index.ts'
import { withActor } from '../../../platform/db/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { FileBytes } from '../files/bytes.ts'
import { type BatchRow, getBatch } from '../store/batches.ts'
import { listProblems } from '../store/problems.ts'
import type { Mapping } from '../table/mapping.ts'
import type { Transact } from './open-batch.ts'
import { type ProblemView, presentProblem } from './present-batch.ts'
import { type RunOptions, runImport } from './run-import.ts'
import { resumeImport, startImport } from './start-import.ts'
import { uploadFile } from './upload-file.ts'

/** A file to import without a server: the command line does all steps itself. */
export interface InPlaceImport {
  readonly source: string
  readonly file: FileBytes
  readonly fileName: string
  readonly mapping?: Mapping | undefined
  readonly sheet?: string | undefined
  readonly asOf?: string | undefined
  readonly dryRun: boolean
}

function transactions(deps: DiscoveryDeps, actor: TransactionActor): Transact {
  return (work) => withActor(deps.db, actor, { clock: deps.clock, purpose: 'import' }, work)
}

/** Uploads, starts and runs an import as one actor; the very steps of the console, without the queue of jobs. */
export async function importInPlace(
  deps: DiscoveryDeps,
  actor: TransactionActor,
  input: InPlaceImport,
  options: RunOptions & { readonly onBatch?: (id: string) => void } = {},
): Promise<BatchRow> {
  const transact = transactions(deps, actor)
  const { batch, mapping } = await uploadFile(
    deps,
    { actor, transact },
    { ...input, mime: 'application/octet-stream' },
  )
  options.onBatch?.(batch.id)
  const start = { id: batch.id, mapping, dryRun: input.dryRun, saveTemplate: false, version: batch.version }
  const started = await startImport(deps, transact, start, null)
  return runImport(deps, started, options)
}

/** Lets an import that was stopped or killed go on where it stood. */
export async function resumeInPlace(
  deps: DiscoveryDeps,
  actor: TransactionActor,
  id: string,
  options: RunOptions = {},
): Promise<BatchRow> {
  const transact = transactions(deps, actor)
  const batch = await transact((tx) => getBatch(tx, id))
  if (batch.state === 'done') return batch
  const resumed = await transact((tx) => resumeImport(tx, deps, { id }, null))
  return runImport(deps, resumed, options)
}

/** All problems of an import, with their sentences. */
export async function allProblems(
  deps: DiscoveryDeps,
  actor: TransactionActor,
  id: string,
): Promise<ProblemView[]> {
  const transact = transactions(deps, actor)
  const all: ProblemView[] = []
  for (let offset = 0; ; offset += 1000) {
    const { problems } = await transact((tx) => listProblems(tx, id, { limit: 1000, offset }))
    all.push(...problems.map(presentProblem))
    if (problems.length < 1000) return all
  }
}
