import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../../platform/idempotency/index.ts'
import type { OperationContext } from '../../../platform/operation/index.ts'
import { paperFile, writeDocx, writeListXlsx } from '../../../platform/paper/index.ts'
import { ask } from './ask.ts'
import type { WhatIfDeps } from './deps.ts'
import { reportOf } from './report.ts'
import { reportLists } from './report-lists.ts'
import { reportSheet } from './report-sheet.ts'
import { changeScenario, deleteScenario, listScenarios, saveScenario, viewScenario } from './scenarios.ts'
import { listWhatIfPolicies, sendColumns, viewSetting } from './settings.ts'

const os = implement(contract.whatIf).$context<OperationContext>()

/** Binds the what-if operations (政策测算). */
export function whatIfRouter(deps: WhatIfDeps) {
  return os.router({
    policies: os.policies.handler(({ context, input }) => listWhatIfPolicies(context.tx, deps, input)),
    setting: os.setting.handler(({ context, input }) => viewSetting(context.tx, deps, input)),
    columns: os.columns.handler(({ context, input }) => sendColumns(context.tx, deps, input)),
    ask: os.ask.handler(async ({ context, input }) => {
      const { readAt, result } = await ask(context.tx, deps, input)
      return { readAt: readAt.toISOString(), result: structuredClone(result) as never }
    }),
    scenarios: os.scenarios.handler(({ context, input }) => listScenarios(context.tx, input)),
    scenario: os.scenario.handler(({ context, input }) => viewScenario(context.tx, deps, input)),
    saveScenario: os.saveScenario.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'whatIf.saveScenario', input, () => saveScenario(context.tx, deps, input)),
    ),
    changeScenario: os.changeScenario.handler(({ context, input }) =>
      changeScenario(context.tx, deps, input),
    ),
    deleteScenario: os.deleteScenario.handler(({ context, input }) =>
      deleteScenario(context.tx, input, true),
    ),
    restoreScenario: os.restoreScenario.handler(({ context, input }) =>
      deleteScenario(context.tx, input, false),
    ),
    workbook: os.workbook.handler(async ({ context, input }) => {
      const report = await reportOf(context.tx, deps, input.ids)
      return paperFile(await writeListXlsx(reportLists(report)), report.title, 'xlsx')
    }),
    report: os.report.handler(async ({ context, input }) => {
      const report = await reportOf(context.tx, deps, input.ids)
      return paperFile(await writeDocx(reportSheet(report)), report.title, 'docx')
    }),
  })
}
