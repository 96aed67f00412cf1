import type { Need } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { NeedRow } from '../store.ts'

export type NeedView = z.infer<typeof Need>

/** Needs as the API shows them, with the names of those who confirmed them. */
export async function presentNeeds(tx: Tx, rows: readonly NeedRow[]): Promise<NeedView[]> {
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.confirmed_by),
  )
  return rows.map((row) => ({
    id: row.id,
    householdId: row.household_id,
    caseId: row.case_id,
    category: row.category,
    kind: row.kind,
    title: row.title,
    sourceKind: row.source_kind,
    evidence: row.evidence,
    rootCause: row.root_cause,
    urgency: row.urgency,
    ownWords: row.own_words,
    wish: row.wish,
    consent: row.consent,
    state: row.state,
    confirmedBy: staff.get(row.confirmed_by)?.name ?? '',
    confirmedAt: row.confirmed_at.toISOString(),
    version: row.version,
  }))
}
