import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext, PublicContext } from '../../platform/operation/index.ts'
import { paperFile, writeListXlsx, writePdf } from '../../platform/paper/index.ts'
import type { AssessmentDeps } from './deps.ts'
import { enterGroup, leaveGroup, listGroup } from './groups/groups.ts'
import { approveList, exportGroup } from './groups/lists.ts'
import { districtMeasure } from './measure/district-measure.ts'
import { answerOwnScale, answerScaleLink, openScaleLink, ownScales } from './own/answer.ts'
import { listRequests, requestScale, withdrawRequest } from './own/ask.ts'
import { administer } from './scales/administer.ts'
import { closeAlert, listAlerts } from './scales/alerts.ts'
import { instrumentSheet } from './scales/instrument-sheet.ts'
import { presentInstrument } from './scales/present-scales.ts'
import { readScales } from './scales/read-scales.ts'
import { checkAsTyped } from './scheme/check-as-typed.ts'
import { draftScheme, publishScheme, viewScheme, withdrawScheme } from './scheme/editor.ts'
import { exportMovers, listMovers } from './scheme/movers.ts'
import { tryScheme } from './scheme/try-scheme.ts'
import { assessmentSheet } from './service/assessment-sheet.ts'
import { confirmMany, confirmTier } from './service/decide.ts'
import { listAssessments } from './service/list-assessments.ts'
import { viewAssessment } from './service/view-assessment.ts'

const os = implement(contract.assessment).$context<OperationContext>()

/** Whoever holds a link has no session: transactions of their own. */
const open = implement(contract.assessment).$context<PublicContext>()

/** Binds the operations of this module. */
export function assessmentRouter(deps: AssessmentDeps) {
  return os.router({
    view: os.view.handler(async ({ context, input }) => (await viewAssessment(context.tx, deps, input)).view),
    sheet: os.sheet.handler(async ({ context, input }) => {
      const { name, sheet } = await assessmentSheet(context.tx, deps, input)
      return paperFile(await writePdf(sheet), name, 'pdf')
    }),
    confirm: os.confirm.handler(({ context, input }) => confirmTier(context.tx, deps, input)),
    confirmMany: os.confirmMany.handler(({ context, input }) => confirmMany(context.tx, deps, input)),
    list: os.list.handler(({ context, input }) => listAssessments(context.tx, deps, input)),
    instruments: os.instruments.handler(() => deps.instruments.map(presentInstrument)),
    instrumentSheet: os.instrumentSheet.handler(async ({ input }) => {
      const { name, sheet } = instrumentSheet(deps, input.instrument)
      return paperFile(await writePdf(sheet), name, 'pdf')
    }),
    results: os.results.handler(({ context, input }) => readScales(context.tx, deps, input)),
    administer: os.administer.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'assessment.administer', input, () => administer(context.tx, deps, input)),
    ),
    requestScale: os.requestScale.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'assessment.requestScale', input, () => requestScale(context.tx, deps, input)),
    ),
    scaleRequests: os.scaleRequests.handler(({ context, input }) => listRequests(context.tx, deps, input)),
    withdrawScaleRequest: os.withdrawScaleRequest.handler(({ context, input }) =>
      withdrawRequest(context.tx, input),
    ),
    ownScales: os.ownScales.handler(({ context }) => ownScales(context.tx, deps)),
    answerOwnScale: os.answerOwnScale.handler(({ context, input }) =>
      answerOwnScale(context.tx, deps, input),
    ),
    openScaleLink: open.openScaleLink.handler(({ context, input }) =>
      openScaleLink(deps, context.transaction, input.token),
    ),
    answerScaleLink: open.answerScaleLink.handler(({ context, input }) =>
      answerScaleLink(deps, context.transaction, input),
    ),
    alerts: os.alerts.handler(({ context, input }) => listAlerts(context.tx, deps, input)),
    closeAlert: os.closeAlert.handler(({ context, input }) => closeAlert(context.tx, deps, input)),
    groups: os.groups.handler(({ context, input }) => listGroup(context.tx, deps, input)),
    enterGroup: os.enterGroup.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'assessment.enterGroup', input, () => enterGroup(context.tx, deps, input)),
    ),
    leaveGroup: os.leaveGroup.handler(({ context, input }) => leaveGroup(context.tx, deps, input)),
    approveList: os.approveList.handler(({ context, input }) => approveList(context.tx, deps, input)),
    exportGroup: os.exportGroup.handler(async ({ context, input }) => {
      const { name, list } = await exportGroup(context.tx, deps, input)
      return paperFile(await writeListXlsx([list]), name, 'xlsx')
    }),
    measure: os.measure.handler(({ context, input }) => districtMeasure(context.tx, deps, input)),
    scheme: os.scheme.handler(({ context }) => viewScheme(context.tx, deps)),
    checkCutoff: os.checkCutoff.handler(({ context, input }) => checkAsTyped(context.tx, deps, input.when)),
    tryScheme: os.tryScheme.handler(({ context, input }) => tryScheme(context.tx, deps, input)),
    movers: os.movers.handler(({ context, input }) => listMovers(context.tx, deps, input)),
    moversList: os.moversList.handler(async ({ context, input }) => {
      const { name, list } = await exportMovers(context.tx, deps, input)
      return paperFile(await writeListXlsx([list]), name, 'xlsx')
    }),
    draftScheme: os.draftScheme.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'assessment.draftScheme', input, () => draftScheme(context.tx, deps, input)),
    ),
    publishScheme: os.publishScheme.handler(({ context, input }) => publishScheme(context.tx, deps, input)),
    withdrawScheme: os.withdrawScheme.handler(({ context, input }) => withdrawScheme(context.tx, input)),
  })
}
