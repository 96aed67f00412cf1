import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { ClosureRow } from '../store/closures.ts'
import type { ClosureView } from './case-views.ts'

/** Closures as the API shows them. */
export async function presentClosures(tx: Tx, rows: readonly ClosureRow[]): Promise<ClosureView[]> {
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.proposed_by, row.reviewed_by]),
  )
  const households = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    householdId: row.household_id,
    householdNo: households.get(row.household_id)?.no ?? '',
    headName: households.get(row.household_id)?.headName ?? '',
    outcome: row.outcome,
    assessment: row.assessment,
    state: row.state,
    proposedBy: staff.get(row.proposed_by)?.name ?? '',
    proposedAt: row.proposed_at.toISOString(),
    reviewedBy: row.reviewed_by === null ? null : (staff.get(row.reviewed_by)?.name ?? ''),
    comment: row.comment,
    version: row.version,
  }))
}
