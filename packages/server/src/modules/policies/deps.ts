import type { Library } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'
import type { Events } from '../../platform/events/index.ts'
import type { DeskDeps } from './desk/deps.ts'
import type { LibraryHolder } from './library-holder.ts'

/** A need that follows from a confirmed gap. */
export interface NeedFromGap {
  readonly householdId: string
  readonly category: string
  readonly title: string
  readonly sourceKind: 'gap'
  readonly sourceId: string
  readonly evidence: string
  readonly rootCause?: string | undefined
  readonly urgency?: number | undefined
  readonly ownWords?: string | undefined
  readonly consent?: boolean | undefined
}

/** Where the library in force is asked for. */
export interface LibraryDeps {
  readonly holder: Pick<LibraryHolder, 'current'>
  /** What else is to be worked out anew where a household is screened, with the platform's reach: its assessment. */
  readonly afterScreening?: (tx: Tx, householdIds: readonly string[], library: Library) => Promise<void>
  /** What is to be kept when all households of a district were screened. */
  readonly afterAll?: (tx: Tx, districtPath: string) => Promise<void>
}

/** What this module is handed by app.ts. */
export interface PolicyDeps extends DeskDeps, Pick<LibraryDeps, 'afterScreening' | 'afterAll'> {
  /** As the holder last saw it: for names and labels. What decides asks the holder. */
  readonly library: Library
  readonly events: Events
  /** Needs lie above policies in the order of modules, so their door comes in as a function. */
  confirmNeed(tx: Tx, need: NeedFromGap): Promise<{ needId: string; caseId: string }>
}
