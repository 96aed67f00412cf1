import type { Json, Tx } from '../../platform/db/index.ts'

/** A ledger entry as the query page reads it; the ledger is the platform's, readable under row-level security. */
export interface LedgerEntryRow {
  readonly id: string
  readonly seq: string
  readonly at: Date
  readonly actor_id: string | null
  readonly actor_role: string
  readonly actor_org: string | null
  readonly action: string
  readonly object_kind: string
  readonly object_id: string
  readonly household_id: string | null
  readonly purpose: string | null
  readonly data: { readonly [key: string]: Json }
  readonly block_no: string | null
}

export interface LedgerFilter {
  readonly householdId?: string | undefined
  readonly actorId?: string | undefined
  readonly action?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly limit: number
  readonly offset: number
}

/** One page of the ledger, newest first. `total` stops counting at 10,000, which is told as such. */
export async function queryLedgerRows(
  tx: Tx,
  filter: LedgerFilter,
): Promise<{ rows: LedgerEntryRow[]; total: number }> {
  const where = `($1::uuid IS NULL OR e.household_id = $1) AND ($2::uuid IS NULL OR e.actor_id = $2)
    AND ($3::text IS NULL OR e.action = $3 OR e.action ^@ ($3 || '.')) AND ($4::timestamptz IS NULL OR e.at >= $4)
    AND ($5::timestamptz IS NULL OR e.at < $5)`
  const values = [
    filter.householdId ?? null,
    filter.actorId ?? null,
    filter.action ?? null,
    filter.from ?? null,
    filter.to ?? null,
  ]
  const rows = await tx.query<LedgerEntryRow>(
    `SELECT e.id, e.seq, e.at, e.actor_id, e.actor_role, e.actor_org, e.action, e.object_kind, e.object_id,
       e.household_id, e.purpose, e.data, s.block_no
     FROM (SELECT * FROM ledger_entry e WHERE ${where} ORDER BY e.at DESC, e.seq DESC LIMIT $6 OFFSET $7) e
     LEFT JOIN ledger_seal s ON s.entry_id = e.id ORDER BY e.at DESC, e.seq DESC`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM (SELECT 1 FROM ledger_entry e WHERE ${where} LIMIT 10000) counted`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Who opened a household's file and when, newest first, besides the actor. */
export async function readersOf(tx: Tx, householdId: string): Promise<LedgerEntryRow[]> {
  return tx.query<LedgerEntryRow>(
    `SELECT id, seq, at, actor_id, actor_role, actor_org, action, object_kind, object_id, household_id, purpose, data,
       NULL AS block_no
     FROM ledger_entry
     WHERE household_id = $1 AND action IN ('household.read','household.screen','person.reveal','counselling.read')
       AND actor_id IS DISTINCT FROM $2
     ORDER BY at DESC LIMIT 100`,
    [householdId, tx.actor.userId],
  )
}
