import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** What other modules show of a household: number, head and unit. */
export interface HouseholdHead {
  readonly id: string
  readonly no: string
  readonly headName: string
  readonly orgPath: string
  readonly address: string | null
  readonly advisorId: string | null
  readonly version: number
}

/** Ids of households whose head's name begins so, or whose number is this; at most 500. */
export async function findHouseholdsByHead(tx: Tx, text: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM household WHERE head_name ^@ $1 OR no = upper($1) ORDER BY id LIMIT 500',
    [text.trim()],
  )
  return rows.map(({ id }) => id)
}

/** The head of a household that the actor may see. Throws `not_found`, for one that is hidden too. */
export async function householdHead(tx: Tx, id: string): Promise<HouseholdHead> {
  const head = (await householdHeads(tx, [id])).get(id)
  if (!head) throw new AppError('not_found')
  return head
}

/** The heads of some households that the actor may see, by household id; hidden ones are absent. */
export async function householdHeads(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HouseholdHead>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx.query<{
    id: string
    no: string
    head_name: string
    org_path: string
    address: string | null
    advisor_id: string | null
    version: number
  }>(
    `SELECT id, no, head_name, org_path, address, advisor_id, version FROM household
     WHERE id = ANY ($1::uuid[])`,
    [wanted],
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        no: row.no,
        headName: row.head_name,
        orgPath: row.org_path,
        address: row.address,
        advisorId: row.advisor_id,
        version: row.version,
      },
    ]),
  )
}

/** Names of persons that the actor may see, by person id. */
export async function memberNames(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM person WHERE id = ANY ($1::uuid[])',
    [[...new Set(personIds)]],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
