import type { Instrument, SchemeFile } from '@lastmile/measure'
import type { Library } from '@lastmile/rules'
import type { Keyring } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Events } from '../../platform/events/index.ts'

/** What this module is handed by app.ts. */
export interface AssessmentDeps {
  readonly keys: Keyring
  readonly events: Events
  readonly instruments: readonly Instrument[]
  /** The scheme of the district's folder: the base line below published versions. */
  readonly schemeFile: SchemeFile
  /** The library of policies in force: figures of the law that cut-offs name. */
  library(tx: Tx): Promise<Library>
  /** Asks for every household to be assessed and screened anew; policies do it, above in the order of modules. */
  requestAll(tx: Tx): Promise<{ readonly jobId: string }>
  /** Households that will lose a benefit within so many days (policies announce it). */
  losingBenefits(tx: Tx, days: number): Promise<readonly string[]>
}
