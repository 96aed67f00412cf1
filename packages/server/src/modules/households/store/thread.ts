import type { Json, Tx } from '../../../platform/db/index.ts'

/** An entry of the ledger that belongs to a household. */
export interface ThreadRow {
  readonly id: string
  readonly at: Date
  readonly actor_id: string | null
  readonly actor_role: string
  readonly action: string
  readonly object_kind: string
  readonly object_id: string
  readonly data: { readonly [key: string]: Json }
}

/** Which entries are asked for. The days bound the partitions that are looked into. */
export interface ThreadFilter {
  readonly householdId: string
  readonly actions: readonly string[]
  readonly from: Date
  readonly to: Date
  readonly limit: number
  readonly offset: number
}

const WHERE = 'household_id = $1 AND action = ANY ($2::text[]) AND at >= $3 AND at <= $4'

/** One page of a household's entries, newest first, with the number of all. */
export async function threadRows(
  tx: Tx,
  filter: ThreadFilter,
): Promise<{ rows: ThreadRow[]; total: number }> {
  const values = [filter.householdId, filter.actions, filter.from, filter.to]
  const rows = await tx.query<ThreadRow>(
    `SELECT id, at, actor_id, actor_role, action, object_kind, object_id, data FROM ledger_entry WHERE ${WHERE}
     ORDER BY at DESC, seq DESC LIMIT $5 OFFSET $6`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM ledger_entry WHERE ${WHERE}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}
