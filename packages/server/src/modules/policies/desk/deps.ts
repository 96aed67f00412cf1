import type { Jobs } from '../../../platform/jobs/index.ts'
import type { LibraryHolder } from '../library-holder.ts'
import type { DeskThread } from './desk-thread.ts'

/** What the policy desk is handed. */
export interface DeskDeps {
  readonly holder: Pick<LibraryHolder, 'current' | 'textsBefore'>
  /** Where changes are checked and judged. */
  readonly thread: Pick<DeskThread, 'check' | 'judge' | 'stateOf'>
  /** The jobs know the desk's kinds, so they come after it. */
  jobs(): Pick<Jobs, 'create'>
}
