import type { Facts, Library } from '@lastmile/rules'
import type { Keyring } from '../../platform/crypto/index.ts'
import type { Events } from '../../platform/events/index.ts'
import type { SourceOrder } from './facts/source-order.ts'
import type { ListConditions } from './list-conditions.ts'

/** What this module is handed by app.ts. */
export interface HouseholdDeps {
  /** The dictionary of facts. */
  readonly facts: Facts
  /** For the names of policies on receipts. */
  readonly library: Library
  readonly keys: Keyring
  /** Which source wins, by fact. */
  readonly order: SourceOrder
  readonly events: Events
  /** What lists of households can be narrowed by, known to the modules above. */
  conditions(): ListConditions
}

/** The newest name of a policy; an id that the library does not know stands for itself. */
export function policyName(library: Library, id: string): { zh: string; en: string } {
  const named = library.byId.get(id)?.document.names.at(-1)
  return named ? { zh: named.zh, en: named.en } : { zh: id, en: id }
}
