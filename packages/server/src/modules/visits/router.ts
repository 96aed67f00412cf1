import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import { type CallerContext, inSteps, type OperationContext } from '../../platform/operation/index.ts'
import { paperFile, writeDocx, writePdf } from '../../platform/paper/index.ts'
import type { VisitDeps } from './deps.ts'
import { readFile } from './service/add-file.ts'
import { pickAnswer, undoAnswer } from './service/answer-question.ts'
import { askQuestion } from './service/ask-question.ts'
import {
  carriedHouseholds,
  choosePack,
  devices,
  registerDevice,
  renew,
  revokeDevice,
} from './service/devices.ts'
import { fieldAssessment } from './service/field-assessment.ts'
import { fieldLibrary } from './service/field-library.ts'
import { questionsInScope, summariseQuestions } from './service/list-questions.ts'
import { answerNewcomer, listNewcomers } from './service/newcomers.ts'
import { presence } from './service/presence.ts'
import { presentQuestion } from './service/present-question.ts'
import { pull } from './service/pull.ts'
import { push } from './service/push.ts'
import { listForms, readVisit, visitsOfHousehold } from './service/read-visits.ts'
import { visitSheet } from './service/visit-sheet.ts'

const os = implement(contract.visits).$context<OperationContext>()
const steps = implement(contract.visits).$context<CallerContext>()

/** Binds the operations of this module. */
export function visitsRouter(deps: VisitDeps) {
  return {
    registerDevice: os.registerDevice.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'visits.registerDevice', input, () => registerDevice(context.tx, deps, input)),
    ),
    renewLease: os.renewLease.handler(({ context, input }) => renew(context.tx, deps, input.id)),
    carried: os.carried.handler(({ context, input }) => carriedHouseholds(context.tx, input)),
    devices: os.devices.handler(({ context }) => devices(context.tx)),
    revokeDevice: os.revokeDevice.handler(({ context, input }) => revokeDevice(context.tx, input)),
    choosePack: os.choosePack.handler(({ context, input }) => choosePack(context.tx, input)),
    pull: os.pull.handler(({ context, input }) => pull(context.tx, deps, input)),
    push: steps.push.handler(
      inSteps(async ({ context, input }) => {
        const { receipts, next } = await push(context, deps, input)
        return {
          receipts: receipts.map(({ questions, ...receipt }) => ({
            ...receipt,
            ...(questions ? { questions: [...questions] } : {}),
          })),
          next,
        }
      }),
    ),
    forms: os.forms.handler(({ context }) => listForms(context.tx)),
    library: os.library.handler(({ context, input }) => fieldLibrary(context.tx, deps, input.known)),
    assessment: os.assessment.handler(({ context, input }) => fieldAssessment(context.tx, deps, input.known)),
    presence: os.presence.handler(({ context, input }) => presence(context.tx, input.id)),
    questions: os.questions.handler(({ context, input }) => questionsInScope(context.tx, input)),
    questionSummary: os.questionSummary.handler(({ context, input }) =>
      summariseQuestions(context.tx, input),
    ),
    askQuestion: os.askQuestion.handler(async ({ context, input }) =>
      presentQuestion(context.tx, await askQuestion(context.tx, deps, input)),
    ),
    pickAnswer: os.pickAnswer.handler(async ({ context, input }) =>
      presentQuestion(context.tx, await pickAnswer(context.tx, deps, input)),
    ),
    undoAnswer: os.undoAnswer.handler(async ({ context, input }) =>
      presentQuestion(context.tx, await undoAnswer(context.tx, deps, input)),
    ),
    newcomers: os.newcomers.handler(({ context }) => listNewcomers(context.tx, deps)),
    answerNewcomer: os.answerNewcomer.handler(({ context, input }) =>
      answerNewcomer(context.tx, deps, input),
    ),
    ofHousehold: os.ofHousehold.handler(({ context, input }) => visitsOfHousehold(context.tx, input.id)),
    get: os.get.handler(({ context, input }) => readVisit(context.tx, input.id)),
    paperDocx: os.paperDocx.handler(async ({ context, input }) => {
      const { name, sheet } = await visitSheet(context.tx, input)
      return paperFile(await writeDocx(sheet), name, 'docx')
    }),
    paperPdf: os.paperPdf.handler(async ({ context, input }) => {
      const { name, sheet } = await visitSheet(context.tx, input)
      return paperFile(await writePdf(sheet), name, 'pdf')
    }),
    file: os.file.handler(({ context, input }) => readFile(context.tx, deps, input)),
  }
}
