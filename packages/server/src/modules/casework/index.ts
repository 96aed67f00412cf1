import { registerThreadTexts } from '../households/index.ts'
import { CASE_TEXTS } from './thread-texts.ts'

registerThreadTexts(CASE_TEXTS)

export type { ArrivedBenefit, CaseworkDeps } from './deps.ts'
export { caseworkRouter } from './router.ts'
export { assignAdvisor } from './service/assign-advisor.ts'
export { giveTasks, judgeTask, listTasks, replyTask, type TaskView } from './service/bureau-task.ts'
export type { CaseView } from './service/case-views.ts'
export { listClosures, proposeClosure, reviewClosure } from './service/close-case.ts'
export { writeCounselling } from './service/counselling.ts'
export { cancelItem, finishItem, startItem } from './service/finish-plan-item.ts'
export { listCases } from './service/list-cases.ts'
export { listPlanItems } from './service/list-plan-items.ts'
export { openCase } from './service/open-case.ts'
export { addPlanItem, declineItem, handOverItem, nameWorker } from './service/plan-item.ts'
export { recordContact } from './service/record-contact.ts'
export { caseOfHousehold, caseOfOwnHousehold, viewCase } from './service/view-case.ts'
export { answerOrder, giveOrder, listOwnOrders } from './service/volunteer-order.ts'
export { writeOpinion } from './service/write-opinion.ts'
export {
  caseCounts,
  closuresToReview,
  dueContacts,
  handedOverItems,
  ownPlanItems,
  returnedClosures,
  unassignedCases,
  unplannedCases,
  type WaitingRow,
} from './store/waiting.ts'
