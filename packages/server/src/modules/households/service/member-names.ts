import type { Tx } from '../../../platform/db/index.ts'

/** Names of some persons that the actor may see, by id. */
export async function memberNames(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(personIds)]
  if (wanted.length === 0) return new Map()
  const rows = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM person WHERE id = ANY ($1::uuid[])',
    [wanted],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
