import type { Keyring } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'

/** A benefit that has begun to arrive at a household, learned from finished work. */
export interface ArrivedBenefit {
  readonly householdId: string
  readonly orgPath: string
  readonly policy: string
  readonly fromDate: string
  readonly amountFen: number | null
}

/** What this module is handed by app.ts. */
export interface CaseworkDeps {
  readonly keys: Pick<Keyring, 'encrypt' | 'decrypt'>
  /** Writes the receipt and closes the gap (households and policies do it). */
  recordBenefit(tx: Tx, benefit: ArrivedBenefit): Promise<void>
}
