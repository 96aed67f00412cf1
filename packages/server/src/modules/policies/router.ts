import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import type { OperationContext } from '../../platform/operation/index.ts'
import { paperFile, writeDocx, writePdf } from '../../platform/paper/index.ts'
import type { PolicyDeps } from './deps.ts'
import { deskHandlers } from './desk/router.ts'
import { confirmGap, dismissGap, listGaps, reopenGap } from './service/gaps.ts'
import { pastScreenings } from './service/past-screenings.ts'
import { getPolicy, listPolicies, readPolicyFiles } from './service/read-policies.ts'
import { viewScreening } from './service/view-screening.ts'
import { whyNotSheet } from './why-not/why-not-sheet.ts'

const os = implement(contract.policies).$context<OperationContext>()

/** Binds the operations of this module. */
export function policiesRouter(deps: PolicyDeps) {
  return os.router({
    list: os.list.handler(({ context, input }) => listPolicies(context.tx, deps, input)),
    get: os.get.handler(({ context, input }) => getPolicy(context.tx, deps, input)),
    files: os.files.handler(({ context, input }) => readPolicyFiles(context.tx, deps, input)),
    pastScreenings: os.pastScreenings.handler(({ context, input }) => pastScreenings(context.tx, input)),
    screening: os.screening.handler(({ context, input }) => viewScreening(context.tx, deps, input)),
    whyNotDocx: os.whyNotDocx.handler(async ({ context, input }) => {
      const { sheet, name } = await whyNotSheet(context.tx, deps, input)
      return paperFile(await writeDocx(sheet), name, 'docx')
    }),
    whyNotPdf: os.whyNotPdf.handler(async ({ context, input }) => {
      const { sheet, name } = await whyNotSheet(context.tx, deps, input)
      return paperFile(await writePdf(sheet), name, 'pdf')
    }),
    gaps: os.gaps.handler(({ context, input }) => listGaps(context.tx, deps, input)),
    confirmGap: os.confirmGap.handler(({ context, input }) => confirmGap(context.tx, deps, input)),
    dismissGap: os.dismissGap.handler(({ context, input }) => dismissGap(context.tx, deps, input)),
    ...deskHandlers(deps),
    undoDismiss: os.undoDismiss.handler(({ context, input }) => reopenGap(context.tx, deps, input)),
  })
}
