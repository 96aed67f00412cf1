import type { Facts, Signals } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import type { Events } from '../../platform/events/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import type { AssessmentDeps } from '../assessment/index.ts'

/** A need that follows from a confirmed signal. */
export interface NeedFromSignal {
  readonly householdId: string
  readonly category: string
  readonly title: string
  readonly sourceKind: 'signal'
  readonly sourceId: string
  readonly evidence: string
  readonly rootCause: string
  readonly urgency: number
  readonly ownWords?: string | undefined
}

/** What this module is handed. */
export interface SignalDeps {
  /** The rules of the district, checked. */
  readonly signals: Signals
  readonly facts: Facts
  /** To look at every household anew once a rule is another. */
  jobs(): Pick<Jobs, 'create'>
  readonly events: Events
  /** For the alerts that end with their signal. */
  readonly assessment: AssessmentDeps
  /** Needs open cases, which lie above: their door comes in as a function. */
  confirmNeed(tx: Tx, need: NeedFromSignal): Promise<{ needId: string; caseId: string }>
}
