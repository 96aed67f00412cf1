import { randomBytes } from 'node:crypto'
import type { FieldDevice, Lease } from '@lastmile/contract'
import { newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { householdHeads, listedHouseholds, visibleHouseholds } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { VisitDeps } from '../deps.ts'
import {
  addToPack,
  carriedBy,
  countPack,
  insertDevice,
  listDevices,
  lockOwnDevice,
  removeFromPack,
  renewLease,
  revokeRow,
} from '../store/devices.ts'

type LeaseView = z.infer<typeof Lease>

const DAY = 86_400_000
const MOST_CARRIED = 3000
const sharePlace = (id: string) => ({ table: 'field_device', column: 'share', rowId: id })

export function leaseEnd(tx: Tx, deps: Pick<VisitDeps, 'leaseDays'>): Date {
  return new Date(tx.now.getTime() + deps.leaseDays * DAY)
}

/** Registers a phone of the caller and gives it its share of the key. */
export async function registerDevice(
  tx: Tx,
  deps: VisitDeps,
  input: { readonly name: string },
): Promise<LeaseView> {
  const id = newIdAt(tx.now)
  const share = randomBytes(32).toString('base64')
  const until = leaseEnd(tx, deps)
  await insertDevice(tx, {
    id,
    name: input.name,
    lease_until: until,
    share: deps.households.keys.encrypt(sharePlace(id), share),
  })
  tx.ledger({
    action: 'device.register',
    objectKind: 'field_device',
    objectId: id,
    orgPath: tx.actor.orgPath,
    data: { name: input.name },
  })
  return { deviceId: id, share, leaseUntil: until.toISOString(), serverNow: tx.now.toISOString() }
}

/** Renews the lease: the phone may open for some days more. Throws `device_revoked`. */
export async function renew(tx: Tx, deps: VisitDeps, id: string): Promise<LeaseView> {
  const device = await lockOwnDevice(tx, id)
  const until = leaseEnd(tx, deps)
  await renewLease(tx, id, until)
  tx.ledger({
    action: 'device.renew',
    objectKind: 'field_device',
    objectId: id,
    orgPath: device.org_path,
    data: { until: until.toISOString() },
  })
  return {
    deviceId: id,
    share: deps.households.keys.decrypt(sharePlace(id), device.share),
    leaseUntil: until.toISOString(),
    serverNow: tx.now.toISOString(),
  }
}

/** The caller's own phones, and those that the caller may shut out. */
export async function devices(tx: Tx): Promise<z.infer<typeof FieldDevice>[]> {
  const rows = await listDevices(tx)
  const staff = await staffByIds(
    tx,
    rows.flatMap(({ account_id, revoked_by }) => [account_id, revoked_by]),
  )
  const units = await unitNames(
    tx,
    rows.map(({ org_path }) => org_path),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    owner: staff.get(row.account_id)?.name ?? '',
    own: row.account_id === tx.actor.userId,
    state: row.state,
    households: row.households,
    leaseUntil: row.lease_until.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    registeredAt: row.registered_at.toISOString(),
    orgName: units.get(row.org_path) ?? '',
    revoked:
      row.revoked_at === null
        ? null
        : {
            at: row.revoked_at.toISOString(),
            by: row.revoked_by === null ? '' : (staff.get(row.revoked_by)?.name ?? ''),
            reason: row.revoke_reason ?? '',
          },
  }))
}

/** The households that a phone carries, as far as the actor may see them; each stands in the ledger as read. */
export async function carriedHouseholds(
  tx: Tx,
  input: { readonly id: string; readonly limit: number; readonly offset: number },
) {
  const { ids, total } = await carriedBy(tx, input.id, input)
  const heads = await householdHeads(tx, ids)
  const found = ids.flatMap((id) => heads.get(id) ?? [])
  const units = await unitNames(
    tx,
    found.map(({ orgPath }) => orgPath),
  )
  recordReads(tx, found, 'phone')
  return {
    total,
    items: found.map(({ id, no, headName, orgPath }) => ({
      ...{ id, no, headName },
      orgName: units.get(orgPath) ?? '',
    })),
  }
}

/** Shuts a phone out for good: the owner, the street's backbone or the administrator. */
export async function revokeDevice(
  tx: Tx,
  input: { readonly id: string; readonly reason: string },
): Promise<{ id: string }> {
  const revoked = await revokeRow(tx, input.id, input.reason)
  if (!revoked) throw new AppError('device_unknown')
  tx.ledger({
    action: 'device.revoke',
    objectKind: 'field_device',
    objectId: input.id,
    orgPath: tx.actor.orgPath,
    data: { owner: revoked.account_id, reason: input.reason },
  })
  return { id: input.id }
}

/** Chooses which households a phone carries, by id or by a filter of the list. What the caller may not see cannot be chosen. */
export async function choosePack(
  tx: Tx,
  input: {
    readonly id: string
    readonly add: readonly string[]
    readonly choice?: 'mine' | 'overdue' | 'with-gaps' | 'all' | undefined
    readonly remove: readonly string[]
  },
): Promise<{ households: number }> {
  const device = await lockOwnDevice(tx, input.id)
  const visible = await visibleHouseholds(tx, input.add)
  if (input.add.some((id) => !visible.has(id))) throw new AppError('not_found')
  const found = input.choice ? await listedHouseholds(tx, input.choice, MOST_CARRIED) : []
  const removed = await removeFromPack(tx, device.id, input.remove)
  const added = await addToPack(tx, device.id, [...new Set([...input.add, ...found])])
  const households = await countPack(tx, device.id)
  if (households > MOST_CARRIED) throw new AppError('pack_too_large', { most: MOST_CARRIED })
  tx.ledger({
    action: 'device.pack',
    objectKind: 'field_device',
    objectId: device.id,
    orgPath: device.org_path,
    data: { added, removed, households },
  })
  return { households }
}
