import { registerThreadTexts } from '../households/index.ts'
import { NEED_TEXTS } from './thread-texts.ts'

registerThreadTexts(NEED_TEXTS)

export type { NeedsDeps } from './deps.ts'
export { needCondition } from './need-condition.ts'
export { needsRouter } from './router.ts'
export { type ConfirmedNeed, confirmNeed } from './service/confirm-need.ts'
export { exportNeeds, listAsCsv } from './service/export-needs.ts'
export { type NeedView, presentNeeds } from './service/present-need.ts'
export { summarizeNeeds } from './service/summarize-needs.ts'
export { followNeed, needsByMonth, needsOfCase } from './store.ts'
