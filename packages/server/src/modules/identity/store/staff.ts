import type { Tx } from '../../../platform/db/index.ts'

export interface StaffEntry {
  readonly accountId: string
  readonly name: string
  readonly role: string
  readonly orgPath: string
  readonly title: string | null
  readonly workPhone: string | null
}

/** Writes the line of an account in the directory. */
export async function upsertStaff(tx: Tx, entry: StaffEntry): Promise<void> {
  await tx.execute(
    `INSERT INTO staff (account_id, display_name, role, org_path, title, work_phone) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (account_id) DO UPDATE SET display_name = excluded.display_name, role = excluded.role,
       org_path = excluded.org_path, title = excluded.title, work_phone = excluded.work_phone`,
    [entry.accountId, entry.name, entry.role, entry.orgPath, entry.title, entry.workPhone],
  )
}

export async function setStaffActive(tx: Tx, accountId: string, active: boolean): Promise<void> {
  await tx.execute('UPDATE staff SET active = $2 WHERE account_id = $1', [accountId, active])
}

export interface StaffRow {
  readonly account_id: string
  readonly display_name: string
  readonly role: string
  readonly org_path: string
  readonly org_name: string | null
}

/** Active people of the directory by role, range and name. */
export async function listStaffRows(
  tx: Tx,
  filter: {
    readonly role: string | null
    readonly lo: string
    readonly hi: string
    readonly q: string | null
    readonly limit: number
  },
): Promise<StaffRow[]> {
  return tx.query<StaffRow>(
    `SELECT s.account_id, s.display_name, s.role, s.org_path, o.name_zh AS org_name
     FROM staff s LEFT JOIN org o ON o.path = s.org_path
     WHERE s.active AND s.org_path >= $1 AND s.org_path < $2 AND ($3::text IS NULL OR s.role = $3)
       AND ($4::text IS NULL OR position($4 IN s.display_name) > 0)
     ORDER BY s.org_path, s.role, s.display_name LIMIT $5`,
    [filter.lo, filter.hi, filter.role, filter.q, filter.limit],
  )
}
