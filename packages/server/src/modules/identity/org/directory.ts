import type { Tx } from '../../../platform/db/index.ts'

/** A person who works, by account. */
export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly orgPath: string
  readonly orgName: string
  readonly active: boolean
  readonly workPhone: string | null
}

interface StaffRow {
  readonly account_id: string
  readonly display_name: string
  readonly role: string
  readonly org_path: string
  readonly org_name: string | null
  readonly active: boolean
  readonly work_phone: string | null
}

const SELECT = `SELECT s.account_id, s.display_name, s.role, s.org_path, o.name_zh AS org_name, s.active, s.work_phone
  FROM staff s LEFT JOIN org o ON o.path = s.org_path`

function staffMember(row: StaffRow): StaffMember {
  return {
    id: row.account_id,
    name: row.display_name,
    role: row.role,
    orgPath: row.org_path,
    orgName: row.org_name ?? '',
    active: row.active,
    workPhone: row.work_phone,
  }
}

/** The directory entries of some accounts, by account id; accounts without one (residents) are absent. */
export async function staffByIds(
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, StaffMember>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx.query<StaffRow>(`${SELECT} WHERE s.account_id = ANY ($1::uuid[])`, [wanted])
  return new Map(rows.map((row) => [row.account_id, staffMember(row)]))
}

/** One directory entry, or null. */
export async function findStaffMember(tx: Tx, id: string): Promise<StaffMember | null> {
  return (await staffByIds(tx, [id])).get(id) ?? null
}

/** Chinese names of units by path. */
export async function unitNames(
  tx: Tx,
  paths: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(paths.filter((path): path is string => path !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx.query<{ path: string; name_zh: string }>(
    'SELECT path, name_zh FROM org WHERE path = ANY ($1::text[])',
    [wanted],
  )
  return new Map(rows.map((row) => [row.path, row.name_zh]))
}

/** A unit by its path, or null. */
export async function findUnit(
  tx: Tx,
  path: string,
): Promise<{ readonly path: string; readonly kind: string; readonly name: string } | null> {
  const [row] = await tx.query<{ path: string; kind: string; name_zh: string }>(
    'SELECT path, kind, name_zh FROM org WHERE path = $1',
    [path],
  )
  return row ? { path: row.path, kind: row.kind, name: row.name_zh } : null
}

/** The cadres of some committees who work. */
export async function cadresOf(tx: Tx, paths: readonly string[]): Promise<StaffMember[]> {
  const rows = await tx.query<StaffRow>(
    `${SELECT} WHERE s.active AND s.role = 'cadre' AND s.org_path = ANY ($1::text[])`,
    [paths],
  )
  return rows.map(staffMember)
}

/** The whole directory of those who work. */
export async function staffOfDistrict(tx: Tx): Promise<StaffMember[]> {
  return (await tx.query<StaffRow>(`${SELECT} WHERE s.active ORDER BY s.org_path, s.account_id`)).map(
    staffMember,
  )
}
