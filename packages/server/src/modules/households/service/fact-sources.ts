import type { FactOrigin } from '@lastmile/contract'
import type { Tx } from '../../../platform/db/index.ts'

interface SourceRow {
  readonly entity_id: string
  readonly fact: string
  readonly source_name: string
  readonly valid_from: string
  readonly batch_id: string | null
  readonly source_row: number | null
}

/** From which source and day a fact comes, and from which row of which import, where the reader may open it. */
export interface FactSourceView {
  readonly source: string
  readonly day: string
  readonly origin?: FactOrigin
}

/** Those of some imports that the reader may open. */
async function openImports(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.query<{ id: string }>('SELECT id FROM app.open_imports($1::uuid[]) AS id', [
    [...new Set(ids)],
  ])
  return new Set(rows.map(({ id }) => id))
}

/**
 * Source and day of the present value of each fact of some households and their members, by `<entity id> <fact>`: the newest
 * from which it is true, then the newest that was learned (by `knownAt`, if given); with the row of its import, where the
 * reader may open that.
 */
export async function factSources(
  tx: Tx,
  householdIds: readonly string[],
  knownAt: Date | null = null,
): Promise<ReadonlyMap<string, FactSourceView>> {
  const rows = await tx.query<SourceRow>(
    `SELECT DISTINCT ON (entity_id, fact) entity_id, fact, source_name, valid_from::text AS valid_from, batch_id, source_row
     FROM fact WHERE household_id = ANY ($1::uuid[]) AND ($2::timestamptz IS NULL OR learned_at <= $2)
       AND (withdrawn_at IS NULL OR withdrawn_at > $2)
     ORDER BY entity_id, fact, rank, valid_from DESC, learned_at DESC, seq DESC`,
    [householdIds, knownAt],
  )
  const open = await openImports(
    tx,
    rows.flatMap(({ batch_id }) => batch_id ?? []),
  )
  return new Map(
    rows.map((row) => {
      const { source_name: source, valid_from: day, batch_id: importId, source_row } = row
      const origin = importId !== null && open.has(importId) ? { origin: { importId, row: source_row } } : {}
      return [`${row.entity_id} ${row.fact}`, { source, day, ...origin }]
    }),
  )
}
