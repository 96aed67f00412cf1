import type { Tx } from '../../platform/db/index.ts'

/** A benefit that has begun to arrive at a household, learned from finished work. */
export interface ArrivedBenefit {
  readonly householdId: string
  readonly orgPath: string
  readonly policy: string
  readonly fromDate: string
  readonly amountFen: number | null
}

/** Encrypts and decrypts one text field; `row` binds the text to its row, so that it cannot be moved. */
export interface FieldCipher {
  encrypt(text: string, row: { readonly table: string; readonly column: string; readonly id: string }): string
  decrypt(text: string, row: { readonly table: string; readonly column: string; readonly id: string }): string
}

/** What this module is handed by app.ts. */
export interface CaseworkDeps {
  readonly fields: FieldCipher
  /** Writes the receipt and closes the gap (households and policies do it). */
  recordBenefit(tx: Tx, benefit: ArrivedBenefit): Promise<void>
}
