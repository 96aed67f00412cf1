import { registerThreadTexts } from '../households/index.ts'
import { LEDGER_TEXTS } from './thread-texts.ts'

registerThreadTexts(LEDGER_TEXTS)

export type { InsightDeps } from './deps.ts'
export { insightRouter } from './router.ts'
export { viewOwn } from './service/view-own.ts'
export { viewToday } from './service/view-today.ts'
