import type { Tx } from '../../../platform/db/index.ts'

/** A household that the actor accompanies. */
export interface PairedHousehold {
  readonly id: string
  readonly headName: string
  readonly orgPath: string
  readonly tier: number | null
  readonly lastContactAt: Date | null
}

/** The households paired with the actor, those without contact for longest first, at most 40. */
export async function pairedHouseholds(tx: Tx): Promise<PairedHousehold[]> {
  const rows = await tx.query<{
    id: string
    head_name: string
    org_path: string
    tier: number | null
    last_contact_at: Date | null
  }>(
    `SELECT id, head_name, org_path, tier, last_contact_at FROM household
     WHERE advisor_id = $1 AND status = 'active'
     ORDER BY tier NULLS LAST, last_contact_at NULLS FIRST, id LIMIT 40`,
    [tx.actor.userId],
  )
  return rows.map((row) => ({
    id: row.id,
    headName: row.head_name,
    orgPath: row.org_path,
    tier: row.tier,
    lastContactAt: row.last_contact_at,
  }))
}

/** How many active households the actor may see. */
export async function countHouseholds(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM household WHERE status = 'active'`,
  )
  return row?.total ?? 0
}

/** Ids of active households after a given one, in order: for walking through all of them. */
export async function allHouseholdIds(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM household WHERE status = 'active' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
    [after, limit],
  )
  return rows.map((row) => row.id)
}

/** Every active household that the actor may see, with its unit: for what reads them all. */
export function householdPlaces(tx: Tx): Promise<{ readonly id: string; readonly org_path: string }[]> {
  return tx.query(`SELECT id, org_path FROM household WHERE status = 'active' ORDER BY id`)
}
