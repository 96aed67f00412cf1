import type { Bulletin, BulletinRow } from '@lastmile/contract'
import { type BulletinRole, roleMay } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds, staffOfDistrict, unitNames } from '../../identity/index.ts'
import type { GuidanceDeps } from '../deps.ts'
import { isMeant } from './audience.ts'
import { receiptsOf } from './receipt-store.ts'
import { type BulletinRecord, versionsOf } from './store.ts'

export type BulletinRowView = z.infer<typeof BulletinRow>
export type BulletinView = z.infer<typeof Bulletin>

/** Whether the actor writes bulletins, and so sees all of them and how they are read. */
export function isWriter(tx: Tx): boolean {
  const { role } = tx.actor
  return role !== 'auth' && role !== 'sealer' && roleMay(role, 'bulletin.write')
}

/** How many each bulletin is meant for, and how many of those have read it. */
async function reachOf(
  tx: Tx,
  rows: readonly BulletinRecord[],
): Promise<ReadonlyMap<string, { expected: number; read: number }>> {
  if (!isWriter(tx) || rows.length === 0) return new Map()
  const staff = await staffOfDistrict(tx)
  const receipts = await receiptsOf(
    tx,
    rows.map((row) => row.id),
  )
  return new Map(
    rows.map((row) => {
      const meant = new Set(staff.filter((member) => isMeant(row, member)).map((member) => member.id))
      const read = receipts.filter((one) => one.bulletin_id === row.id && meant.has(one.account_id)).length
      return [row.id, { expected: meant.size, read }]
    }),
  )
}

/** Bulletins as the lists show them. */
export async function presentBulletins(
  tx: Tx,
  deps: GuidanceDeps,
  rows: readonly BulletinRecord[],
): Promise<BulletinRowView[]> {
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.published_by),
  )
  const units = await unitNames(
    tx,
    rows.flatMap((row) => row.units),
  )
  const reach = await reachOf(tx, rows)
  const writer = isWriter(tx)
  return rows.map((row) => ({
    id: row.id,
    no: row.current_no,
    title: row.title,
    state: row.state,
    fromOn: row.from_on,
    policies: row.policies.map((id) => ({ id, name: deps.policyName(id) })),
    roles: row.roles as BulletinRole[],
    units: row.units.map((path) => ({ path, name: units.get(path) ?? '' })),
    publishedBy: staff.get(row.published_by)?.name ?? '',
    publishedAt: row.published_at.toISOString(),
    withdrawReason: row.withdraw_reason,
    note: row.note,
    questionCount: row.questions.length,
    mine: writer
      ? null
      : {
          readAt: row.read_at?.toISOString() ?? null,
          answeredAt: row.answered_at?.toISOString() ?? null,
          rightCount: row.right_count,
          remindedAt: row.reminded_at?.toISOString() ?? null,
        },
    reach: reach.get(row.id) ?? null,
    version: row.version,
  }))
}

/** One bulletin with its text. What is right leaves the server only to its writers, and to a reader who has answered. */
export async function presentBulletin(
  tx: Tx,
  deps: GuidanceDeps,
  row: BulletinRecord,
): Promise<BulletinView> {
  const [view] = await presentBulletins(tx, deps, [row])
  if (!view) throw new Error('one row gives one view')
  const versions = await versionsOf(tx, row.id)
  const writers = await staffByIds(
    tx,
    versions.map((version) => version.written_by),
  )
  return {
    ...view,
    body: row.body,
    questions: row.questions.map(({ text, options }) => ({ text, options: [...options] })),
    result:
      row.answers === null
        ? null
        : {
            answers: row.answers,
            right: row.questions.map((question) => question.right),
            why: row.questions.map((question) => question.why),
          },
    written: isWriter(tx)
      ? row.questions.map((question) => ({ ...question, options: [...question.options] }))
      : null,
    history: versions.map((version) => ({
      no: version.no,
      writtenAt: version.written_at.toISOString(),
      writtenBy: writers.get(version.written_by)?.name ?? '',
      note: version.note,
    })),
  }
}
