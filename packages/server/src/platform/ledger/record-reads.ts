import type { Tx } from '../db/index.ts'

/** A household whose data are shown. */
export interface HouseholdRead {
  readonly id: string
  readonly orgPath: string
}

/**
 * Puts the reads of households into the ledger, one entry each (the subject's access log shows them) and once a
 * transaction, however often a request touches the household. All entries of a request are written in one statement.
 */
export function recordReads(tx: Tx, households: Iterable<HouseholdRead>, view: string): void {
  const seen = readsOf(tx)
  for (const { id, orgPath } of households) {
    const key = `${id} ${view}`
    if (seen.has(key)) continue
    seen.add(key)
    tx.ledger({
      action: 'household.read',
      objectKind: 'household',
      objectId: id,
      householdId: id,
      orgPath,
      data: { view },
    })
  }
}

const reads = new WeakMap<Tx, Set<string>>()

function readsOf(tx: Tx): Set<string> {
  const known = reads.get(tx)
  if (known) return known
  const fresh = new Set<string>()
  reads.set(tx, fresh)
  return fresh
}
