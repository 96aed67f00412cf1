import type { Library } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import type { AssessmentDeps } from '../assessment/index.ts'
import type { HouseholdDeps } from '../households/index.ts'

/** What this module is handed by app.ts. */
export interface VisitDeps {
  readonly households: HouseholdDeps
  readonly assessment: AssessmentDeps
  /** How many days a phone opens without having reached the server (district data). */
  readonly leaseDays: number
  /** The library in force, with its hash. */
  currentLibrary(tx: Tx): Promise<{ readonly library: Library; readonly hash: string }>
}
