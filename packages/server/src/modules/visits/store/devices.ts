import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `field_device`. */
export interface DeviceRow {
  readonly id: string
  readonly account_id: string
  readonly org_path: string
  readonly name: string
  readonly state: 'active' | 'revoked'
  readonly share: string | null
  readonly last_seq: number
  readonly lease_until: Date
  readonly registered_at: Date
  readonly last_seen_at: Date
}

const COLUMNS = `id, account_id, org_path, name, state, share, last_seq, lease_until, registered_at, last_seen_at`

export async function insertDevice(
  tx: Tx,
  device: Pick<DeviceRow, 'id' | 'name' | 'lease_until'> & { readonly share: string },
): Promise<void> {
  await tx.execute(
    `INSERT INTO field_device (id, account_id, org_path, name, share, lease_until, registered_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [device.id, tx.actor.userId, tx.actor.orgPath, device.name, device.share, device.lease_until, tx.now],
  )
}

/**
 * The caller's own device, locked for this transaction: requests of one phone are worked on one after another.
 * Throws `device_revoked`, and `device_unknown` for one of somebody else or of nobody.
 */
export async function lockOwnDevice(tx: Tx, id: string): Promise<DeviceRow & { readonly share: string }> {
  const [row] = await tx.query<DeviceRow>(
    `SELECT ${COLUMNS} FROM field_device WHERE id = $1 AND account_id = $2 FOR UPDATE`,
    [id, tx.actor.userId],
  )
  if (!row) throw new AppError('device_unknown')
  if (row.state === 'revoked' || row.share === null) throw new AppError('device_revoked')
  return { ...row, share: row.share }
}

/** A device in a list, with how many households it carries, seen by the actor or not. */
export type ListedDevice = Omit<DeviceRow, 'share' | 'last_seq'> & {
  readonly households: number
  readonly revoked_at: Date | null
  readonly revoked_by: string | null
  readonly revoke_reason: string | null
}

/** A page of what a device carries, as far as the actor may see the households. */
export async function carriedBy(
  tx: Tx,
  deviceId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ ids: string[]; total: number }> {
  const rows = await tx.query<{ id: string; total: number }>(
    `SELECT i.carried_household AS id, count(*) OVER ()::int AS total FROM field_pack_item i
     JOIN field_device d ON d.id = i.device_id JOIN household h ON h.id = i.carried_household
     WHERE i.device_id = $1 ORDER BY h.head_name, h.id LIMIT $2 OFFSET $3`,
    [deviceId, page.limit, page.offset],
  )
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}

/** Devices that the actor may see, those heard of last first. */
export async function listDevices(tx: Tx): Promise<ListedDevice[]> {
  return tx.query(
    `SELECT id, account_id, org_path, name, state, lease_until, registered_at, last_seen_at, revoked_at, revoked_by,
       revoke_reason, app.pack_size(d.id) AS households
     FROM field_device d ORDER BY (state = 'revoked'), last_seen_at DESC LIMIT 500`,
  )
}

export async function renewLease(tx: Tx, id: string, until: Date): Promise<void> {
  await tx.execute('UPDATE field_device SET lease_until = $2, last_seen_at = $3 WHERE id = $1', [
    id,
    until,
    tx.now,
  ])
}

export async function countSeq(tx: Tx, id: string, seq: number): Promise<void> {
  await tx.execute('UPDATE field_device SET last_seq = $2, last_seen_at = $3 WHERE id = $1', [
    id,
    seq,
    tx.now,
  ])
}

/** Shuts a device out and destroys its share. Returns it, or null when the actor may not or it is done already. */
export async function revokeRow(tx: Tx, id: string, reason: string): Promise<{ account_id: string } | null> {
  const [row] = await tx.query<{ account_id: string }>(
    `UPDATE field_device SET state = 'revoked', share = NULL, revoked_by = $2, revoked_at = $3, revoke_reason = $4
     WHERE id = $1 AND state = 'active' RETURNING account_id`,
    [id, tx.actor.userId, tx.now, reason],
  )
  return row ?? null
}

/** A household of a pack, and whether it was put there in a transaction from `since` on. */
export interface PackItem {
  readonly id: string
  readonly fresh: boolean
}

export async function packItems(tx: Tx, deviceId: string, since: string | null): Promise<PackItem[]> {
  return tx.query<PackItem>(
    `SELECT carried_household AS id, ($2::text IS NULL OR added_xid >= $2::text::xid8) AS fresh FROM field_pack_item
     WHERE device_id = $1 AND account_id = $3`,
    [deviceId, since, tx.actor.userId],
  )
}

export async function addToPack(tx: Tx, deviceId: string, ids: readonly string[]): Promise<number> {
  return tx.execute(
    `INSERT INTO field_pack_item (device_id, carried_household, account_id, added_at)
     SELECT $1, id, $3, $4 FROM unnest($2::uuid[]) AS id ON CONFLICT DO NOTHING`,
    [deviceId, ids, tx.actor.userId, tx.now],
  )
}

export async function removeFromPack(tx: Tx, deviceId: string, ids: readonly string[]): Promise<number> {
  return tx.execute(
    'DELETE FROM field_pack_item WHERE device_id = $1 AND account_id = $3 AND carried_household = ANY ($2::uuid[])',
    [deviceId, ids, tx.actor.userId],
  )
}

export async function countPack(tx: Tx, deviceId: string): Promise<number> {
  const [row] = await tx.query<{ total: number }>(
    'SELECT count(*)::int AS total FROM field_pack_item WHERE device_id = $1 AND account_id = $2',
    [deviceId, tx.actor.userId],
  )
  return row?.total ?? 0
}

/** The life of the database, and the oldest transaction that may still be under way: what is older is in sight. */
export async function presentMoment(tx: Tx): Promise<{ epoch: string; settled: string }> {
  const [row] = await tx.query<{ epoch: string; settled: string }>(
    `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS epoch,
       pg_snapshot_xmin(pg_current_snapshot())::text AS settled`,
  )
  if (!row) throw new Error('the database does not say what moment it is')
  return row
}

/** Who else carries a household on a phone that is not shut out. */
export async function carriersOf(
  tx: Tx,
  householdId: string,
): Promise<{ account_id: string; added_at: Date }[]> {
  return tx.query(
    `SELECT account_id, max(added_at) AS added_at FROM field_pack_item
     WHERE carried_household = $1 AND account_id <> $2 GROUP BY account_id LIMIT 50`,
    [householdId, tx.actor.userId],
  )
}

/** Notes that the actor has the form of a household open; returns who else had, within the last quarter of an hour. */
export async function notePresence(
  tx: Tx,
  household: { readonly id: string; readonly orgPath: string },
): Promise<{ account_id: string; at: Date }[]> {
  await tx.execute(
    `INSERT INTO visit_presence (household_id, org_path, account_id, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (household_id, account_id) DO UPDATE SET at = excluded.at`,
    [household.id, household.orgPath, tx.actor.userId, tx.now],
  )
  return tx.query(
    `SELECT account_id, at FROM visit_presence WHERE household_id = $1 AND account_id <> $2
       AND at > $3::timestamptz - interval '15 minutes' ORDER BY at DESC LIMIT 20`,
    [household.id, tx.actor.userId, tx.now],
  )
}
