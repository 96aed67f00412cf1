import type { HouseholdDeps } from '../households/index.ts'

/** What this module is handed by app.ts. */
export interface SurveyDeps {
  /** For the conditions by which a campaign chooses households. */
  readonly households: Pick<HouseholdDeps, 'facts' | 'conditions'>
}
