import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { GuidanceDeps } from '../deps.ts'
import {
  type BulletinRowView,
  type BulletinView,
  isWriter,
  presentBulletin,
  presentBulletins,
} from './present-bulletin.ts'
import { insertReceipt, writeAnswers } from './receipt-store.ts'
import { type BulletinRecord, listBulletinRecords } from './store.ts'
import { seenBulletin } from './write-bulletin.ts'

export interface BulletinQuery {
  readonly box: 'all' | 'unread'
  readonly q?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** One page of bulletins, the newest first, and how many the actor has not read. */
export async function listBulletins(
  tx: Tx,
  deps: GuidanceDeps,
  query: BulletinQuery,
): Promise<{ items: BulletinRowView[]; total: number; unread: number }> {
  const writer = isWriter(tx)
  const filter = { writer, today: legalDateAt(tx.now), q: query.q || null }
  const { rows, total } = await listBulletinRecords(tx, {
    ...filter,
    unread: query.box === 'unread' && !writer,
    limit: query.limit,
    offset: query.offset,
  })
  const unread = writer
    ? 0
    : (await listBulletinRecords(tx, { ...filter, q: null, unread: true, limit: 1, offset: 0 })).total
  return { items: await presentBulletins(tx, deps, rows), total, unread }
}

/** One bulletin in its present version. */
export async function viewBulletin(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly id: string },
): Promise<BulletinView> {
  return presentBulletin(tx, deps, await seenBulletin(tx, input.id))
}

/** The version that the reader has before them, or a refusal: it was withdrawn, or corrected meanwhile. */
async function readable(tx: Tx, id: string, no: number, action: string): Promise<BulletinRecord> {
  const row = await seenBulletin(tx, id)
  if (row.state === 'withdrawn') throw new AppError('action_not_possible', { state: row.state, action })
  if (row.current_no !== no) throw new AppError('version_conflict')
  return row
}

function tell(
  tx: Tx,
  row: BulletinRecord,
  action: string,
  data: Readonly<Record<string, string | number>>,
): void {
  tx.ledger({ action, objectKind: 'bulletin', objectId: row.id, orgPath: tx.actor.orgPath, data })
}

/** The reader came to the end of a version: the receipt. */
export async function readBulletin(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly id: string; readonly no: number },
): Promise<BulletinView> {
  const row = await readable(tx, input.id, input.no, 'read')
  await insertReceipt(tx, row.id, input.no)
  tell(tx, row, 'bulletin.read', { title: row.title, no: input.no })
  return viewBulletin(tx, deps, input)
}

/** Answers the questions of a version, all at once and once; the view then says what is right and why. */
export async function answerBulletin(
  tx: Tx,
  deps: GuidanceDeps,
  input: { readonly id: string; readonly no: number; readonly answers: readonly number[] },
): Promise<BulletinView> {
  const row = await readable(tx, input.id, input.no, 'answer')
  const fits =
    input.answers.length === row.questions.length &&
    input.answers.every((answer, index) => answer < (row.questions[index]?.options.length ?? 0))
  if (!fits) throw new AppError('input_invalid', { fields: 'answers' })
  const right = row.questions.filter((question, index) => input.answers[index] === question.right).length
  await insertReceipt(tx, row.id, input.no)
  if (!(await writeAnswers(tx, row.id, input.no, input.answers, right)))
    throw new AppError('action_not_possible', { state: 'answered', action: 'answer' })
  tell(tx, row, 'bulletin.answer', { title: row.title, right, of: row.questions.length })
  return viewBulletin(tx, deps, input)
}
