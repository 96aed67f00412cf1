import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../../platform/idempotency/index.ts'
import { type CallerContext, inSteps, type OperationContext } from '../../../platform/operation/index.ts'
import { paperFile, writeDocx, writePdf } from '../../../platform/paper/index.ts'
import { giveNotice, listNotices } from '../notices/notices.ts'
import { writeLetter } from '../notices/write-letter.ts'
import {
  askImpact,
  createChange,
  listLibraryChanges,
  proposeChange,
  publishChange,
  returnChange,
  rollBackChange,
  saveChange,
  withdrawChange,
} from './changes.ts'
import { checkFiles } from './check-files.ts'
import type { DeskDeps } from './deps.ts'
import { listDoors, tellDoor } from './doors.ts'
import { confirmFigure, editFigure, figuresToVerify } from './figures.ts'
import { viewChange } from './present-change.ts'
import { listReminders } from './reminders.ts'

const os = implement(contract.policies).$context<OperationContext>()
const open = implement(contract.policies).$context<CallerContext>()

/** Binds the operations of the policy desk. */
export function deskHandlers(deps: DeskDeps) {
  return {
    checkFiles: open.checkFiles.handler(
      inSteps(({ context, input, signal }) => checkFiles(context, deps, input.files, signal)),
    ),
    checking: os.checking.handler(({ context }) => deps.thread.stateOf(context.caller.accountId)),
    changes: os.changes.handler(({ context, input }) => listLibraryChanges(context.tx, deps, input)),
    change: os.change.handler(({ context, input }) => viewChange(context.tx, deps, input.id)),
    createChange: os.createChange.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'policies.createChange', input, () => createChange(context.tx, deps, input)),
    ),
    saveChange: os.saveChange.handler(({ context, input }) => saveChange(context.tx, deps, input)),
    editFigure: os.editFigure.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'policies.editFigure', input, () => editFigure(context.tx, deps, input)),
    ),
    askImpact: os.askImpact.handler(({ context, input }) => askImpact(context.tx, deps, input)),
    propose: os.propose.handler(({ context, input }) => proposeChange(context.tx, deps, input)),
    returnChange: os.returnChange.handler(({ context, input }) => returnChange(context.tx, deps, input)),
    withdraw: os.withdraw.handler(({ context, input }) => withdrawChange(context.tx, deps, input)),
    publish: os.publish.handler(({ context, input }) => publishChange(context.tx, deps, input)),
    rollBack: os.rollBack.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'policies.rollBack', input, () => rollBackChange(context.tx, deps, input)),
    ),
    toVerify: os.toVerify.handler(({ context, input }) => figuresToVerify(context.tx, deps, input)),
    confirmFigure: os.confirmFigure.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'policies.confirmFigure', input, () => confirmFigure(context.tx, deps, input)),
    ),
    reminders: os.reminders.handler(({ context, input }) => listReminders(context.tx, deps, input)),
    effects: os.effects.handler(({ context, input }) => listDoors(context.tx, deps, input)),
    notices: os.notices.handler(({ context, input }) => listNotices(context.tx, deps, input)),
    giveNotice: os.giveNotice.handler(({ context, input }) => giveNotice(context.tx, deps, input)),
    letterDocx: os.letterDocx.handler(async ({ context, input }) => {
      const { sheet, name } = await writeLetter(context.tx, deps, input)
      return paperFile(await writeDocx(sheet), name, 'docx')
    }),
    letterPdf: os.letterPdf.handler(async ({ context, input }) => {
      const { sheet, name } = await writeLetter(context.tx, deps, input)
      return paperFile(await writePdf(sheet), name, 'pdf')
    }),
    tellEffect: os.tellEffect.handler(({ context, input }) => tellDoor(context.tx, deps, input)),
  }
}
