import type { CaseRow } from '@lastmile/contract'
import { legalDateAt, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { listCaseRows } from '../store/cases.ts'

export interface CaseQuery {
  readonly under?: string | undefined
  readonly state?: string | undefined
  readonly mine: boolean
  readonly overdue: boolean
  readonly limit: number
  readonly offset: number
}

/** One page of cases that the actor may see, the nearest next contact first; `mine`: whose advisor the actor is; `overdue`: running, and the
 * next contact is past. */
export async function listCases(
  tx: Tx,
  query: CaseQuery,
): Promise<{ items: z.infer<typeof CaseRow>[]; total: number }> {
  const { rows, total } = await listCaseRows(tx, {
    scope: query.under === undefined ? undefined : scopeRange(query.under),
    state: query.state,
    advisorId: query.mine ? tx.actor.userId : undefined,
    overdue: query.overdue,
    today: legalDateAt(tx.now),
    limit: query.limit,
    offset: query.offset,
  })
  const households = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.advisor_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const items = rows.map((row) => ({
    id: row.id,
    no: row.no,
    householdId: row.household_id,
    householdNo: households.get(row.household_id)?.no ?? '',
    headName: households.get(row.household_id)?.headName ?? '',
    orgName: units.get(row.org_path) ?? '',
    state: row.state,
    advisorName: row.advisor_id === null ? null : (staff.get(row.advisor_id)?.name ?? ''),
    openedAt: row.opened_at.toISOString(),
    nextContactOn: row.next_contact_on,
    openItems: row.open_items,
    overdue: row.overdue,
  }))
  return { items, total }
}
