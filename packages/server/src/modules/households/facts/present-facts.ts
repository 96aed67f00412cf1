import type { StaffMember } from '../../identity/index.ts'
import type { FactRecord } from '../store/read-facts.ts'

/** A fact as the API shows it. */
export interface FactView {
  readonly fact: string
  readonly entityKind: 'household' | 'person'
  readonly entityId: string
  readonly value: boolean | number | string | null
  readonly sensitivity: 'ordinary' | 'sensitive' | 'protected'
  readonly sourceKind: string
  readonly sourceName: string
  readonly sourceRow: number | null
  readonly validFrom: string
  readonly learnedAt: string
  readonly recordedBy: string | null
  readonly batchId: string | null
  readonly withdrawnAt: string | null
}

/** Rows as the API shows them, with the names of those who recorded them. */
export function presentFacts(
  rows: readonly FactRecord[],
  staff: ReadonlyMap<string, StaffMember>,
): FactView[] {
  return rows.map((row) => ({
    fact: row.fact,
    entityKind: row.entity_kind,
    entityId: row.entity_id,
    value: row.value,
    sensitivity: row.sensitivity,
    sourceKind: row.source_kind,
    sourceName: row.source_name,
    sourceRow: row.source_row,
    validFrom: row.valid_from,
    learnedAt: row.learned_at.toISOString(),
    recordedBy: row.recorded_by ? (staff.get(row.recorded_by)?.name ?? null) : null,
    batchId: row.batch_id,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }))
}
