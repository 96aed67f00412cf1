import type { BulletinReach } from '@lastmile/contract'
import { isWithin, newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { type StaffMember, staffOfDistrict, unitNames } from '../../identity/index.ts'
import { isMeant, unitOf } from './audience.ts'
import { insertReminder, type ReceiptRow, receiptsOf, remindersOf } from './receipt-store.ts'
import type { BulletinRecord } from './store.ts'
import { seenBulletin } from './write-bulletin.ts'

export type ReachView = z.infer<typeof BulletinReach>

interface Reached {
  readonly row: BulletinRecord
  readonly meant: readonly StaffMember[]
  readonly receipts: ReadonlyMap<string, ReceiptRow>
}

async function reached(tx: Tx, id: string): Promise<Reached> {
  const row = await seenBulletin(tx, id)
  const meant = (await staffOfDistrict(tx)).filter((member) => isMeant(row, member))
  const receipts = new Map((await receiptsOf(tx, [id])).map((receipt) => [receipt.account_id, receipt]))
  return { row, meant, receipts }
}

const reader = ({ id, name, role, orgName }: StaffMember) => ({ id, name, role, orgName })

/** Who has read a bulletin and who not, by unit, and how its questions were answered. Those who left do not count. */
export async function viewReach(tx: Tx, input: { readonly id: string }): Promise<ReachView> {
  const { row, meant, receipts } = await reached(tx, input.id)
  const reminders = await remindersOf(tx, row.id, row.current_no)
  const paths = [...new Set(meant.map((member) => unitOf(member.orgPath)))].sort()
  const names = await unitNames(tx, paths)
  const units = paths.map((path) => {
    const here = meant.filter((member) => unitOf(member.orgPath) === path)
    const read = here.flatMap((member) => {
      const receipt = receipts.get(member.id)
      return receipt ? [{ member, receipt }] : []
    })
    const reminded = reminders
      .filter((reminder) => isWithin(path, reminder.unit_path))
      .map((reminder) => reminder.at.toISOString())
      .sort()
    return {
      path,
      name: names.get(path) ?? '',
      expected: here.length,
      read: read.length,
      answered: read.filter(({ receipt }) => receipt.answers !== null).length,
      remindedAt: reminded.at(-1) ?? null,
      unread: here.filter((member) => !receipts.has(member.id)).map(reader),
      readers: read.map(({ member, receipt }) => ({
        ...reader(member),
        readAt: receipt.read_at.toISOString(),
        rightCount: receipt.right_count,
      })),
    }
  })
  return { no: row.current_no, units, questions: counted(row, meant, receipts) }
}

function counted(
  row: BulletinRecord,
  meant: readonly StaffMember[],
  receipts: ReadonlyMap<string, ReceiptRow>,
): ReachView['questions'] {
  const answered = meant.flatMap((member) => {
    const answers = receipts.get(member.id)?.answers
    return answers ? [answers] : []
  })
  return row.questions.map((question, index) => ({
    text: question.text,
    options: [...question.options],
    right: question.right,
    answered: answered.length,
    missed: answered.filter((answers) => answers[index] !== question.right).length,
    chosen: question.options.map(
      (_, option) => answered.filter((answers) => answers[index] === option).length,
    ),
  }))
}

/** Reminds those who have not read: of one unit, or everywhere. Throws when nobody is left to remind. */
export async function remindBulletin(
  tx: Tx,
  input: { readonly id: string; readonly unit?: string | undefined },
): Promise<{ reminded: number }> {
  const { row, meant, receipts } = await reached(tx, input.id)
  if (row.state === 'withdrawn')
    throw new AppError('action_not_possible', { state: row.state, action: 'remind' })
  const unit = input.unit ?? row.org_path
  const waiting = meant.filter((member) => isWithin(member.orgPath, unit) && !receipts.has(member.id))
  if (waiting.length === 0) throw new AppError('action_not_possible', { state: 'read', action: 'remind' })
  await insertReminder(tx, { id: newIdAt(tx.now), bulletinId: row.id, no: row.current_no, unit })
  tx.ledger({
    action: 'bulletin.remind',
    objectKind: 'bulletin',
    objectId: row.id,
    orgPath: row.org_path,
    data: { title: row.title, reminded: waiting.length, unit },
  })
  return { reminded: waiting.length }
}
