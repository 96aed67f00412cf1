import type { Library } from '@lastmile/rules'
import type { Keyring } from '../platform/crypto/index.ts'
import type { Clock } from '../platform/db/index.ts'
import type { Events } from '../platform/events/index.ts'
import type { ModuleRouters } from '../platform/operation/index.ts'
import type { Database } from '../platform/postgres/index.ts'
import { householdsRouter, ownHousehold } from './households/index.ts'
import { identityRouter } from './identity/index.ts'

/** What the modules are built from; `app.ts` is handed it. */
export interface ModuleDeps {
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keyring
  readonly events: Events
  /** The policies in force, with the dictionary of facts. */
  readonly library: Library
  /** Whether this data folder is a demo: its accounts and their password are public. */
  readonly demo: boolean
}

/** Modules whose operations may still be missing. */
export const ARRIVING: readonly string[] = ['discovery', 'policies', 'needs', 'casework', 'insight']

/** Every module's router, in the order of the house. A module that arrives adds its line and leaves `ARRIVING`. */
export function moduleRouters(deps: ModuleDeps): ModuleRouters {
  const households = { ...deps, facts: deps.library.facts }
  return {
    identity: identityRouter({ ...deps, ownHousehold: async (tx) => (await ownHousehold(tx))?.id ?? null }),
    households: householdsRouter(households),
  }
}
