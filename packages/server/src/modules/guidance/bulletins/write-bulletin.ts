import { legalDateAt, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffOfDistrict } from '../../identity/index.ts'
import type { GuidanceDeps } from '../deps.ts'
import { isMeant } from './audience.ts'
import { type BulletinView, isWriter, presentBulletin } from './present-bulletin.ts'
import {
  type BulletinRecord,
  changeBulletin,
  getBulletinRecord,
  insertBulletin,
  insertVersion,
  type VersionText,
} from './store.ts'

export interface NewBulletin extends VersionText {
  readonly roles: readonly string[]
  /** Streets and organisations; none: the whole district. */
  readonly units: readonly string[]
  /** The first day on which readers see it; today when left out. */
  readonly fromOn?: string | undefined
}

/** The record as the actor may see it today. Throws `not_found`. */
export function seenBulletin(tx: Tx, id: string): Promise<BulletinRecord> {
  return getBulletinRecord(tx, id, { writer: isWriter(tx), today: legalDateAt(tx.now) })
}

function refuseUnknownPolicies(deps: GuidanceDeps, policies: readonly string[]): void {
  const unknown = policies.find((policy) => !deps.knowsPolicy(policy))
  if (unknown !== undefined) throw new AppError('policy_unknown', { policy: unknown })
}

function tell(
  tx: Tx,
  row: Pick<BulletinRecord, 'id' | 'org_path'>,
  action: string,
  data: Readonly<Record<string, string | number>>,
): void {
  tx.ledger({ action, objectKind: 'bulletin', objectId: row.id, orgPath: row.org_path, data })
}

/** Publishes a bulletin (政策速递) of the bureau. Throws `audience_empty` when nobody would receive it. */
export async function publishBulletin(tx: Tx, deps: GuidanceDeps, input: NewBulletin): Promise<BulletinView> {
  refuseUnknownPolicies(deps, input.policies)
  const audience = { org_path: tx.actor.orgPath, roles: input.roles, units: input.units }
  const meant = (await staffOfDistrict(tx)).filter((member) => isMeant(audience, member)).length
  if (meant === 0) throw new AppError('audience_empty')
  const id = newIdAt(tx.now)
  await insertBulletin(tx, {
    id,
    orgPath: tx.actor.orgPath,
    roles: [...new Set(input.roles)],
    units: [...new Set(input.units)],
    fromOn: input.fromOn ?? legalDateAt(tx.now),
  })
  await insertVersion(tx, id, 1, input, null)
  tell(tx, { id, org_path: tx.actor.orgPath }, 'bulletin.publish', { title: input.title, meant })
  return presentBulletin(tx, deps, await seenBulletin(tx, id))
}

function refuseWithdrawn(row: BulletinRecord, action: string): void {
  if (row.state === 'withdrawn') throw new AppError('action_not_possible', { state: row.state, action })
}

/** Corrects a bulletin: a new version, unread for everybody, that says what is new. */
export async function correctBulletin(
  tx: Tx,
  deps: GuidanceDeps,
  input: VersionText & { readonly id: string; readonly version: number; readonly note: string },
): Promise<BulletinView> {
  refuseUnknownPolicies(deps, input.policies)
  const row = await seenBulletin(tx, input.id)
  refuseWithdrawn(row, 'correct')
  const no = row.current_no + 1
  // First the head, whose version decides between two who correct at once.
  await changeBulletin(tx, row.id, input.version, { no })
  await insertVersion(tx, row.id, no, input, input.note)
  tell(tx, row, 'bulletin.correct', { title: input.title, no, note: input.note })
  return presentBulletin(tx, deps, await seenBulletin(tx, row.id))
}

/** Withdraws a bulletin; those who read it still find it, with the reason. */
export async function withdrawBulletin(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<BulletinView> {
  const row = await seenBulletin(tx, input.id)
  refuseWithdrawn(row, 'withdraw')
  await changeBulletin(tx, row.id, input.version, { withdrawReason: input.reason })
  tell(tx, row, 'bulletin.withdraw', { title: row.title, reason: input.reason })
  return presentBulletin(tx, deps, await seenBulletin(tx, row.id))
}
