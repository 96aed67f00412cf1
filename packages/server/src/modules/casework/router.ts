import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { CaseworkDeps } from './deps.ts'
import { assignAdvisor } from './service/assign-advisor.ts'
import { giveTasks, judgeTask, listTasks, replyTask } from './service/bureau-task.ts'
import { listClosures, proposeClosure, reviewClosure } from './service/close-case.ts'
import { readCounselling, writeCounselling } from './service/counselling.ts'
import { cancelItem, finishItem, startItem } from './service/finish-plan-item.ts'
import { listCases } from './service/list-cases.ts'
import { listPlanItems } from './service/list-plan-items.ts'
import { addPlanItem, declineItem, handOverItem, nameWorker } from './service/plan-item.ts'
import { recordContact } from './service/record-contact.ts'
import { caseOfHousehold, readCase } from './service/view-case.ts'
import { answerOrder, giveOrder, listOwnOrders } from './service/volunteer-order.ts'
import { writeOpinion } from './service/write-opinion.ts'

const os = implement(contract.casework).$context<OperationContext>()

/** Binds the operations of this module. */
export function caseworkRouter(deps: CaseworkDeps) {
  return os.router({
    list: os.list.handler(({ context, input }) => listCases(context.tx, input)),
    get: os.get.handler(({ context, input }) => readCase(context.tx, input)),
    ofHousehold: os.ofHousehold.handler(({ context, input }) => caseOfHousehold(context.tx, input)),
    assign: os.assign.handler(({ context, input }) => assignAdvisor(context.tx, input)),
    addItem: os.addItem.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'casework.addItem', input, () => addPlanItem(context.tx, input)),
    ),
    handOver: os.handOver.handler(({ context, input }) => handOverItem(context.tx, input)),
    declineItem: os.declineItem.handler(({ context, input }) => declineItem(context.tx, input)),
    nameWorker: os.nameWorker.handler(({ context, input }) => nameWorker(context.tx, input)),
    startItem: os.startItem.handler(({ context, input }) => startItem(context.tx, input)),
    finishItem: os.finishItem.handler(({ context, input }) => finishItem(context.tx, deps, input)),
    cancelItem: os.cancelItem.handler(({ context, input }) => cancelItem(context.tx, input)),
    myItems: os.myItems.handler(({ context, input }) => listPlanItems(context.tx, input)),
    recordContact: os.recordContact.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'casework.recordContact', input, () => recordContact(context.tx, input)),
    ),
    counsellingNotes: os.counsellingNotes.handler(({ context, input }) =>
      readCounselling(context.tx, deps, input),
    ),
    writeCounselling: os.writeCounselling.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'casework.writeCounselling', input, () =>
        writeCounselling(context.tx, deps, input),
      ),
    ),
    giveOrder: os.giveOrder.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'casework.giveOrder', input, () => giveOrder(context.tx, input)),
    ),
    myOrders: os.myOrders.handler(({ context }) => listOwnOrders(context.tx)),
    answerOrder: os.answerOrder.handler(({ context, input }) => answerOrder(context.tx, input)),
    writeOpinion: os.writeOpinion.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'casework.writeOpinion', input, () => writeOpinion(context.tx, input)),
    ),
    proposeClosure: os.proposeClosure.handler(({ context, input }) => proposeClosure(context.tx, input)),
    reviewClosure: os.reviewClosure.handler(({ context, input }) => reviewClosure(context.tx, input)),
    closures: os.closures.handler(({ context, input }) => listClosures(context.tx, input)),
    giveTask: os.giveTask.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'casework.giveTask', input, () => giveTasks(context.tx, input)),
    ),
    tasks: os.tasks.handler(({ context, input }) => listTasks(context.tx, input)),
    replyTask: os.replyTask.handler(({ context, input }) => replyTask(context.tx, input)),
    judgeTask: os.judgeTask.handler(({ context, input }) => judgeTask(context.tx, input)),
  })
}
