import type { LinkModel } from '@lastmile/domain/linkage'
import type { Clock } from '../../platform/db/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import type { Database } from '../../platform/postgres/index.ts'
import type { HouseholdDeps } from '../households/index.ts'
import type { Layout } from './sources/layout.ts'

/** What this module is handed by app.ts and by the command line. */
export interface DiscoveryDeps extends Pick<HouseholdDeps, 'facts' | 'keys' | 'events' | 'order'> {
  readonly db: Database
  readonly clock: Clock
  /** By what rows of lists and persons on record are recognised as one. */
  readonly linkModel: LinkModel
  /** The department layouts of the district, by id (`readLayouts`). */
  readonly layouts: ReadonlyMap<string, Layout>
  /** Whether the library has a policy of this id today. */
  readonly knowsPolicy: (policy: string) => boolean
}

/** What the operations of the API need beside: imports are jobs there. */
export interface DiscoveryApiDeps extends DiscoveryDeps {
  readonly jobs: Pick<Jobs, 'create'>
}
