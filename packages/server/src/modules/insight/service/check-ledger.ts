import type { Tx } from '../../../platform/db/index.ts'
import type { InsightDeps } from '../deps.ts'

export interface LedgerCheck {
  readonly entries: number
  readonly ok: boolean
  readonly unsealed: number
  readonly headRoot: string | null
  readonly firstBroken?: { seq: number; expected: string; found: string }
}

/** Walks the chain and says whether it holds; that somebody asked stands in the ledger too. */
export async function checkLedger(tx: Tx, deps: InsightDeps): Promise<LedgerCheck> {
  const { entries, ok, unsealed, head, firstBroken } = await deps.verifyLedger()
  tx.ledger({ action: 'ledger.verify', objectKind: 'ledger', objectId: 'all', data: { ok, entries } })
  if (!firstBroken) return { entries, ok, unsealed, headRoot: head }
  const { seq, expected, found } = firstBroken
  return { entries, ok, unsealed, headRoot: head, firstBroken: { seq, expected, found } }
}
