import type { LedgerRow } from '@lastmile/contract'
import { addDays, startOfLegalDate } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { findHouseholdByNo, householdNumbers } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { InsightDeps } from '../deps.ts'
import { queryLedgerRows } from '../store.ts'

export interface LedgerQuery {
  readonly householdNo?: string | undefined
  readonly householdId?: string | undefined
  readonly actorId?: string | undefined
  readonly action?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
  readonly offset: number
}

/**
 * Queries the ledger (mandate M3, C1: what was done, by whom, on whose data). The query itself is an entry. `from` and
 * `to` are legal days, both included.
 */
export async function queryLedger(
  tx: Tx,
  deps: InsightDeps,
  query: LedgerQuery,
): Promise<{ items: z.infer<typeof LedgerRow>[]; total: number }> {
  const householdId =
    query.householdId ?? (query.householdNo ? await findHouseholdByNo(tx, query.householdNo) : undefined)
  tx.ledger({
    action: 'ledger.query',
    objectKind: 'ledger',
    objectId: householdId ?? 'all',
    data: { action: query.action ?? null, from: query.from ?? null, to: query.to ?? null },
  })
  if (householdId === null) return { items: [], total: 0 }
  const { rows, total } = await queryLedgerRows(tx, {
    householdId,
    actorId: query.actorId,
    action: query.action,
    from: query.from ? startOfLegalDate(query.from) : undefined,
    to: query.to ? startOfLegalDate(addDays(query.to, 1)) : undefined,
    limit: query.limit,
    offset: query.offset,
  })
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.actor_id),
  )
  const numbers = await householdNumbers(
    tx,
    rows.flatMap((row) => (row.household_id ? [row.household_id] : [])),
  )
  const sentences = await deps.sentences(tx, rows)
  const items = rows.map((row, index) => ({
    id: row.id,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actorName: row.actor_id === null ? '' : (staff.get(row.actor_id)?.name ?? ''),
    actorRole: row.actor_role,
    action: row.action,
    text: sentences[index] ?? { zh: row.action, en: row.action },
    objectKind: row.object_kind,
    objectId: row.object_id,
    householdId: row.household_id,
    householdNo: row.household_id === null ? null : (numbers.get(row.household_id) ?? null),
    purpose: row.purpose,
    sealedIn: row.block_no === null ? null : Number(row.block_no),
  }))
  return { items, total }
}
