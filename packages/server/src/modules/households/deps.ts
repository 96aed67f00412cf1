import type { Facts } from '@lastmile/rules'
import type { Keyring } from '../../platform/crypto/index.ts'
import type { Events } from '../../platform/events/index.ts'

/** What this module is handed by app.ts. */
export interface HouseholdDeps {
  /** The dictionary of facts. */
  readonly facts: Facts
  readonly keys: Keyring
  readonly events: Events
  /** Names of policies by id, for the receipts on the household's page. */
  readonly policyNames: ReadonlyMap<string, { readonly zh: string; readonly en: string }>
}
