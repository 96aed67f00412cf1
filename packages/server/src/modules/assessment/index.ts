import { registerThreadTexts } from '../households/index.ts'
import { ASSESSMENT_TEXTS } from './thread-texts.ts'

registerThreadTexts(ASSESSMENT_TEXTS)

export type { AssessmentDeps } from './deps.ts'
export { enterGroup, listGroup } from './groups/groups.ts'
export { type AreaHardship, areaHardship, groupCondition, hardshipCondition } from './list-conditions.ts'
export { keepDay } from './measure/keep-day.ts'
export { schemeCells } from './measure/scheme-cells.ts'
export { assessmentRouter } from './router.ts'
export { administer } from './scales/administer.ts'
export type { AlertClosed, AlertRaised } from './scales/alert-events.ts'
export { openAlertsOf, signalsWithAlert, tieAlert } from './scales/alert-store.ts'
export { closeAlertsOf, listAlerts, reopenAlertsOf } from './scales/alerts.ts'
export { confirmMany, confirmTier } from './service/decide.ts'
export { type AssessmentBundle, assessmentBundle, carriedAssessments } from './service/for-phone.ts'
export { countWaiting, listAssessments } from './service/list-assessments.ts'
export { reassess } from './service/reassess.ts'
