import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { type CallerContext, inSteps, type OperationContext } from '../../platform/operation/index.ts'
import type { DiscoveryApiDeps } from './deps.ts'
import { blobBytes } from './files/bytes.ts'
import { cancelImport } from './service/cancel-import.ts'
import { importedRow } from './service/import-row.ts'
import { getImport, listImportProblems, listImports } from './service/list-imports.ts'
import { getJobView, listJobs } from './service/list-jobs.ts'
import { listSources } from './service/list-sources.ts'
import { presentBatch } from './service/present-batch.ts'
import { previewFile } from './service/preview-file.ts'
import { problemsWorkbook } from './service/problems-workbook.ts'
import { type Enqueue, resumeImport, startImport } from './service/start-import.ts'
import type { Uploader } from './service/upload-file.ts'
import { uploadFile } from './service/upload-file.ts'
import { requestWithdrawal } from './service/withdraw-import.ts'

const os = implement(contract.discovery).$context<OperationContext>()
/** Operations that read a whole file: they open short transactions and hold none while they read. */
const stepwise = implement(contract.discovery).$context<CallerContext>()

/** The caller, and transactions in the caller's name. */
function uploaderOf({ caller, transaction }: CallerContext): Uploader {
  const actor = { userId: caller.accountId, role: caller.role, orgPath: caller.orgPath }
  return { actor, transact: (work) => transaction(actor, work) }
}

/** Binds the operations of this module. */
export function discoveryRouter(deps: DiscoveryApiDeps) {
  const enqueue: Enqueue = (tx, job) => deps.jobs.create(tx, job)
  return os.router({
    sources: os.sources.handler(({ context }) => listSources(context.tx, deps)),
    upload: stepwise.upload.handler(
      inSteps(({ context, input: { file, ...input } }) =>
        uploadFile(deps, uploaderOf(context), {
          ...input,
          file: blobBytes(file),
          fileName: file.name,
          mime: file.type,
        }),
      ),
    ),
    preview: stepwise.preview.handler(
      inSteps(({ context, input }) => previewFile(deps, uploaderOf(context).transact, input)),
    ),
    start: stepwise.start.handler(
      inSteps(async ({ context, input }) => {
        const { transact } = uploaderOf(context)
        const started = await startImport(deps, transact, input, enqueue)
        return transact((tx) => presentBatch(tx, deps, started))
      }),
    ),
    resume: os.resume.handler(async ({ context, input }) =>
      presentBatch(context.tx, deps, await resumeImport(context.tx, deps, input, enqueue)),
    ),
    cancel: os.cancel.handler(async ({ context, input }) =>
      presentBatch(context.tx, deps, await cancelImport(context.tx, input)),
    ),
    withdraw: os.withdraw.handler(async ({ context, input }) =>
      presentBatch(context.tx, deps, await requestWithdrawal(context.tx, input, enqueue)),
    ),
    list: os.list.handler(({ context, input }) => listImports(context.tx, deps, input)),
    get: os.get.handler(({ context, input }) => getImport(context.tx, deps, input)),
    problems: os.problems.handler(({ context, input }) => listImportProblems(context.tx, input)),
    row: stepwise.row.handler(
      inSteps(({ context, input }) => importedRow(deps, uploaderOf(context).transact, input)),
    ),
    problemsWorkbook: stepwise.problemsWorkbook.handler(
      inSteps(async ({ context, input }) => {
        const { name, bytes } = await problemsWorkbook(deps, uploaderOf(context).transact, input)
        return new File([bytes], name, { type: WORKBOOK })
      }),
    ),
    job: os.job.handler(({ context, input }) => getJobView(context.tx, input)),
    jobs: os.jobs.handler(({ context }) => listJobs(context.tx)),
  })
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
