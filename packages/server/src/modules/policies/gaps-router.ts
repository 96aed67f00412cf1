import { contract, MOST_GAPS } from '@lastmile/contract'
import { scopeRange } from '@lastmile/domain'
import { implement } from '@orpc/server'
import type { Keyring } from '../../platform/crypto/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import {
  type CallerContext,
  inSteps,
  type OperationContext,
  transactOf,
} from '../../platform/operation/index.ts'
import { paperFile, writeDocx, writePdf } from '../../platform/paper/index.ts'
import { listAnnouncements } from './announce/list-announcements.ts'
import { decideMany } from './bulk/decide-many.ts'
import { viewCliffs } from './cliffs/view-cliffs.ts'
import type { PolicyDeps } from './deps.ts'
import { type FormDeps, fillForm } from './form/fill-form.ts'
import { viewApplication } from './form/view-application.ts'
import { requestScreening } from './nightly/request-screening.ts'
import { viewScreeningRuns } from './nightly/view-runs.ts'
import { viewPrecision } from './precision/view-precision.ts'
import { gapVersions } from './store.ts'

const os = implement(contract.gaps).$context<OperationContext>()

/** Operations on thousands of rows: they work in transactions of their own. */
const stepwise = implement(contract.gaps).$context<CallerContext>()

/** Binds the operations of finding people by policy (政策找人). */
export function gapsRouter({
  policies: deps,
  keys,
  jobs,
}: {
  readonly policies: PolicyDeps
  readonly keys: Keyring
  readonly jobs: Pick<Jobs, 'create'>
}) {
  const form: FormDeps = {
    get library() {
      return deps.library
    },
    keys,
  }
  return os.router({
    screeningRuns: os.screeningRuns.handler(({ context }) => viewScreeningRuns(context.tx)),
    screenAll: os.screenAll.handler(async ({ context }) => {
      const { jobId } = await requestScreening(context.tx, jobs, 'asked')
      return { jobId }
    }),
    announcements: os.announcements.handler(({ context, input }) =>
      listAnnouncements(context.tx, deps, input),
    ),
    cliffs: os.cliffs.handler(({ context, input }) => viewCliffs(context.tx, deps, input)),
    precision: os.precision.handler(({ context, input }) => viewPrecision(context.tx, deps, input)),
    application: os.application.handler(({ context, input }) => viewApplication(context.tx, deps, input)),
    formDocx: os.formDocx.handler(async ({ context, input }) => {
      const { sheet, name } = await fillForm(context.tx, form, input)
      return paperFile(await writeDocx(sheet), name, 'docx')
    }),
    formPdf: os.formPdf.handler(async ({ context, input }) => {
      const { sheet, name } = await fillForm(context.tx, form, input)
      return paperFile(await writePdf(sheet), name, 'pdf')
    }),
    versions: os.versions.handler(({ context, input: { under, ...filter } }) =>
      gapVersions(context.tx, {
        ...filter,
        scope: under === undefined ? undefined : scopeRange(under),
        limit: MOST_GAPS,
        offset: 0,
      }),
    ),
    dismissMany: stepwise.dismissMany.handler(
      inSteps(({ context, input: { items, ...decision } }) =>
        decideMany(transactOf(context), deps, items, { kind: 'dismiss', ...decision }),
      ),
    ),
    confirmMany: stepwise.confirmMany.handler(
      inSteps(({ context, input: { items, ...told } }) =>
        decideMany(transactOf(context), deps, items, { kind: 'confirm', ...told }),
      ),
    ),
    reopenMany: stepwise.reopenMany.handler(
      inSteps(({ context, input: { items } }) =>
        decideMany(transactOf(context), deps, items, { kind: 'reopen' }),
      ),
    ),
  })
}
