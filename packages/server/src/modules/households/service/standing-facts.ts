import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds } from '../../identity/index.ts'
import { presentFactRows } from '../store/read-facts.ts'

/** The value of a fact that stands at present, with who says so. */
export interface FactStanding {
  readonly entityId: string
  readonly fact: string
  readonly value: boolean | number | string | null
  readonly sourceKind: string
  readonly sourceName: string
  readonly by: string | null
  readonly validFrom: string
  readonly learnedAt: string
}

/** What stands at present of every fact of a household and its members, as far as the actor may see it. */
export async function standingFacts(tx: Tx, householdId: string): Promise<FactStanding[]> {
  const rows = await presentFactRows(tx, householdId)
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.recorded_by),
  )
  return rows.map((row) => ({
    entityId: row.entity_id,
    fact: row.fact,
    value: row.value,
    sourceKind: row.source_kind,
    sourceName: row.source_name,
    by: row.recorded_by ? (staff.get(row.recorded_by)?.name ?? null) : null,
    validFrom: row.valid_from,
    learnedAt: row.learned_at.toISOString(),
  }))
}
