import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import { paperFile, writeListXlsx, writePdf } from '../../platform/paper/index.ts'
import type { NeedsDeps } from './deps.ts'
import { confirmNeed } from './service/confirm-need.ts'
import { exportNeeds, listAsCsv } from './service/export-needs.ts'
import { listNeeds } from './service/list-needs.ts'
import { needSheet } from './service/need-sheet.ts'
import { summarizeNeeds } from './service/summarize-needs.ts'
import { withdrawNeed } from './service/withdraw-need.ts'

const os = implement(contract.needs).$context<OperationContext>()

/** Binds the operations of this module. */
export function needsRouter(deps: NeedsDeps) {
  return os.router({
    list: os.list.handler(({ context, input }) => listNeeds(context.tx, input)),
    summary: os.summary.handler(({ context, input }) => summarizeNeeds(context.tx, input)),
    exportXlsx: os.exportXlsx.handler(async ({ context, input }) => {
      const { name, list } = await exportNeeds(context.tx, input)
      return paperFile(await writeListXlsx([list]), name, 'xlsx')
    }),
    exportCsv: os.exportCsv.handler(async ({ context, input }) => {
      const { name, list } = await exportNeeds(context.tx, input)
      return paperFile(listAsCsv(list), name, 'csv')
    }),
    sheet: os.sheet.handler(async ({ context, input }) => {
      const { name, sheet } = await needSheet(context.tx, input)
      return paperFile(await writePdf(sheet), name, 'pdf')
    }),
    confirm: os.confirm.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'needs.confirm', input, () => confirmNeed(context.tx, deps, input)),
    ),
    withdraw: os.withdraw.handler(({ context, input }) => withdrawNeed(context.tx, input)),
  })
}
