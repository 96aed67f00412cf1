import type { Keyring } from '../platform/crypto/index.ts'
import type { Clock } from '../platform/db/index.ts'
import type { Events } from '../platform/events/index.ts'
import type { ModuleRouters } from '../platform/operation/index.ts'
import type { Database } from '../platform/postgres/index.ts'

/** What the modules are built from; `app.ts` is handed it. */
export interface ModuleDeps {
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keyring
  readonly events: Events
  /** Whether this data folder is a demo: its accounts and their password are public. */
  readonly demo: boolean
}

/** Modules whose operations may still be missing. */
export const ARRIVING: readonly string[] = [
  'identity',
  'households',
  'discovery',
  'policies',
  'needs',
  'casework',
  'insight',
]

/** Every module's router, in the order of the house. A module that arrives adds its line and leaves `ARRIVING`. */
export function moduleRouters(_deps: ModuleDeps): ModuleRouters {
  return {}
}
