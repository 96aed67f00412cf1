import type { Tx } from '../../../platform/db/index.ts'
import type { Jobs } from '../../../platform/jobs/index.ts'
import type { LibraryHolder } from '../library-holder.ts'

/** What the policy desk is handed. */
export interface DeskDeps {
  readonly holder: LibraryHolder
  /** The jobs know the desk's kinds, so they come after it. */
  jobs(): Pick<Jobs, 'create'>
  /** Asks for a new screening of the whole district. */
  afterPublication(tx: Tx, title: string): Promise<void>
}
