import type { LossNotice } from '@lastmile/contract'
import { legalDateAt, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { DeskDeps } from '../desk/deps.ts'
import { tellByLetter } from '../desk/effects-store.ts'
import { changeTitles } from '../desk/store.ts'
import { policyTitles } from '../present-rule.ts'
import {
  getNotice,
  listNoticeRows,
  markGiven,
  type NoticeHow,
  type NoticeRow,
  type NoticeState,
  type NoticeTo,
  openNoticeCounts,
} from './store.ts'

type View = z.infer<typeof LossNotice>

async function present(tx: Tx, deps: DeskDeps, rows: readonly NoticeRow[]): Promise<View[]> {
  const { library } = await deps.holder.current(tx)
  const today = legalDateAt(tx.now)
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.printed_by, row.given_by]),
  )
  const changes = await changeTitles(
    tx,
    rows.map((row) => row.change_id),
  )
  const nameOf = (id: string | null) => (id === null ? null : (staff.get(id)?.name ?? ''))
  return rows.map((row) => ({
    id: row.id,
    changeId: row.change_id,
    changeTitle: changes.get(row.change_id)?.title ?? '',
    householdId: row.household_id,
    headName: heads.get(row.household_id)?.headName ?? '',
    orgName: units.get(row.org_path) ?? '',
    policies: policyTitles(library, row.policies),
    losesOn: row.loses_on,
    dueOn: row.due_on,
    state: stateOf(row, today),
    printedBy: nameOf(row.printed_by),
    printedAt: row.printed_at?.toISOString() ?? null,
    givenBy: nameOf(row.given_by),
    givenOn: row.given_on,
    givenHow: row.given_how,
    givenTo: row.given_to,
    note: row.note,
    version: row.version,
  }))
}

function stateOf(row: NoticeRow, today: string): View['state'] {
  if (row.given_on !== null) return 'given'
  if (row.withdrawn_at !== null) return 'withdrawn'
  if (row.due_on < today) return 'late'
  return row.printed_at === null ? 'open' : 'printed'
}

/** One page of letters in the actor's reach, with how many are to be given and how many of them are late. */
export async function listNotices(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly state: NoticeState
    readonly changeId?: string | undefined
    readonly householdId?: string | undefined
    readonly under?: string | undefined
    readonly limit: number
    readonly offset: number
  },
) {
  const { rows, total, counts } = await listNoticeRows(tx, {
    state: input.state,
    today: legalDateAt(tx.now),
    changeId: input.changeId ?? null,
    householdId: input.householdId ?? null,
    scope: input.under === undefined ? null : scopeRange(input.under),
    limit: input.limit,
    offset: input.offset,
  })
  return { items: await present(tx, deps, rows), total, counts }
}

/** Records that a letter was handed over: on which day, how, to whom. The doors that it answers are told with it. */
export async function giveNotice(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly id: string
    readonly version: number
    readonly on: string
    readonly how: NoticeHow
    readonly to: NoticeTo
    readonly note?: string | undefined
  },
): Promise<View> {
  const row = await getNotice(tx, input.id)
  if (row.given_on !== null || row.withdrawn_at !== null)
    throw new AppError('action_not_possible', {
      state: row.given_on === null ? 'withdrawn' : 'given',
      action: 'give',
    })
  if (input.on > legalDateAt(tx.now)) throw new AppError('notice_day_ahead', { day: input.on })
  await markGiven(tx, row.id, input.version, { ...input, note: input.note ?? null })
  const told = { changeId: row.change_id, householdId: row.household_id, policies: row.policies }
  // A social worker who hands over the letter of a protected policy has no door of its own.
  await asSystem(tx, row.org_path, () => tellByLetter(tx, told, input.note ?? '告知书已送达'))
  tx.ledger({
    action: 'notice.give',
    objectKind: 'notice',
    objectId: row.id,
    householdId: row.household_id,
    orgPath: row.org_path,
    data: {
      policy: row.policies[0] ?? '',
      more: row.policies.length - 1,
      on: input.on,
      how: input.how,
      to: input.to,
      late: input.on > row.due_on,
    },
  })
  const [view] = await present(tx, deps, [await getNotice(tx, row.id)])
  if (!view) throw new AppError('not_found')
  return view
}

/** How many letters wait in the actor's reach, for the page of today. */
export function openNotices(tx: Tx) {
  return openNoticeCounts(tx, legalDateAt(tx.now))
}
