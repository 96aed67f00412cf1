import type { Tx } from '../../../platform/db/index.ts'
import type { PlannedHousehold } from './plan-import.ts'
import type { ImportHouseholds } from './types.ts'

/** What was written, by household and by person. */
export class Changes {
  readonly entities = new Set<string>()
  readonly households = new Map<string, { facts: number; receipts: number }>()

  add(entityId: string, householdId: string, what: 'facts' | 'receipts' | null): void {
    this.entities.add(entityId)
    const count = this.households.get(householdId) ?? { facts: 0, receipts: 0 }
    if (what) count[what] += 1
    this.households.set(householdId, count)
  }
}

/** One entry for each household that changed. */
export function tellLedger(
  tx: Tx,
  input: ImportHouseholds,
  planned: readonly PlannedHousehold[],
  changes: Changes,
): void {
  const places = new Map(
    planned.flatMap((household) => [
      ...household.members.map(
        (member) => [member.householdId, { orgPath: member.orgPath, created: false }] as const,
      ),
      [household.householdId, { orgPath: household.orgPath, created: household.isNew }] as const,
    ]),
  )
  for (const [householdId, count] of changes.households) {
    const place = places.get(householdId)
    if (!place) continue
    tx.ledger({
      action: 'import.applied',
      objectKind: 'household',
      objectId: householdId,
      householdId,
      orgPath: place.orgPath,
      data: { batch: input.batchId, source: input.sourceName, ...count, created: place.created },
    })
  }
}
