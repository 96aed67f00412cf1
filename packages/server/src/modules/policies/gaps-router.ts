import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import type { Jobs } from '../../platform/jobs/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { PolicyDeps } from './deps.ts'
import { type FormDeps, fillForm } from './form/fill-form.ts'
import { viewApplication } from './form/view-application.ts'
import { writeDocx } from './form/write-docx.ts'
import { writePdf } from './form/write-pdf.ts'
import { requestScreening } from './nightly/request-screening.ts'
import { viewScreeningRuns } from './nightly/view-runs.ts'

const os = implement(contract.gaps).$context<OperationContext>()

/** Binds the operations of finding people by policy (政策找人). */
export function gapsRouter(
  deps: Pick<PolicyDeps, 'library'> & FormDeps & { readonly jobs: Pick<Jobs, 'create'> },
) {
  return os.router({
    screeningRuns: os.screeningRuns.handler(({ context }) => viewScreeningRuns(context.tx)),
    screenAll: os.screenAll.handler(async ({ context }) => {
      const { jobId } = await requestScreening(context.tx, deps.jobs, 'asked')
      return { jobId }
    }),
    application: os.application.handler(({ context, input }) => viewApplication(context.tx, deps, input)),
    formDocx: os.formDocx.handler(async ({ context, input }) => {
      const { sheet, name } = await fillForm(context.tx, deps, input)
      return new File([await writeDocx(sheet)], `${name}.docx`, { type: DOCX })
    }),
    formPdf: os.formPdf.handler(async ({ context, input }) => {
      const { sheet, name } = await fillForm(context.tx, deps, input)
      return new File([await writePdf(sheet)], `${name}.pdf`, { type: 'application/pdf' })
    }),
  })
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
