import type { Tx } from '../../../platform/db/index.ts'

/**
 * Source and day of the present value of each fact of some households and their members, by `<entity id> <fact>`: the newest
 * from which it is true, then the newest that was learned (by `knownAt`, if given).
 */
export async function factSources(
  tx: Tx,
  householdIds: readonly string[],
  knownAt: Date | null = null,
): Promise<ReadonlyMap<string, { readonly source: string; readonly day: string }>> {
  const rows = await tx.query<{ entity_id: string; fact: string; source_name: string; valid_from: string }>(
    `SELECT DISTINCT ON (entity_id, fact) entity_id, fact, source_name, valid_from::text AS valid_from
     FROM fact WHERE household_id = ANY ($1::uuid[]) AND ($2::timestamptz IS NULL OR learned_at <= $2)
       AND (withdrawn_at IS NULL OR withdrawn_at > $2)
     ORDER BY entity_id, fact, rank, valid_from DESC, learned_at DESC, seq DESC`,
    [householdIds, knownAt],
  )
  return new Map(
    rows.map((row) => [`${row.entity_id} ${row.fact}`, { source: row.source_name, day: row.valid_from }]),
  )
}
