import { registerThreadTexts } from '../households/index.ts'
import { VISIT_TEXTS } from './thread-texts.ts'

registerThreadTexts(VISIT_TEXTS)

export type { VisitDeps } from './deps.ts'
export { type PlannedForm, publishForms, readFormFiles } from './forms/form-files.ts'
export { visitsRouter } from './router.ts'
export { registerDevice } from './service/devices.ts'
export { listVisits } from './service/list-visits.ts'
export { recordVisit } from './service/record-visit.ts'
export {
  formDefinitions,
  formTitle,
  formVersions,
  lastWithForm,
  newestForm,
  newestForms,
  type SurveyVisit,
  visitsWithForm,
} from './service/survey-visits.ts'
