import type { Keyring } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'

/** What this module is handed by app.ts. */
export interface IdentityDeps {
  readonly keys: Keyring
  /** Whether the demo accounts may sign in. */
  readonly demo: boolean
  /** The household of the resident who acts (households knows it); null for everybody else. */
  ownHousehold(tx: Tx): Promise<string | null>
}
