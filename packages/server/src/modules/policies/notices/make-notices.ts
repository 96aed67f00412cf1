import { addDays, legalDateAt, newIdAt } from '@lastmile/domain'
import { isGuarded, type Library } from '@lastmile/rules'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { readOpenReceipts } from '../../households/index.ts'
import { isReceiving } from '../receiving.ts'
import { insertNotices, type NewNotice } from './store.ts'

/** What a household loses, or gets less of, by a change. */
export interface Loss {
  readonly household_id: string
  readonly org_path: string
  readonly policy: string
}

const CHUNK = 500

/**
 * Opens a letter for each household that gets something now and loses it, or gets less, by a published change: to be in its
 * hands on the day before. Who gets nothing of a policy loses nothing of it; where nobody keeps records, everybody is told.
 */
export async function makeNotices(
  tx: Tx,
  library: Library,
  change: { readonly id: string; readonly title: string; readonly effectiveOn: string },
  losses: readonly Loss[],
): Promise<number> {
  const today = legalDateAt(tx.now)
  const isAhead = change.effectiveOn > today
  const losesOn = isAhead ? change.effectiveOn : today
  const dueOn = isAhead ? addDays(losesOn, -1) : today
  const notices = new Map<string, NewNotice & { readonly policies: string[] }>()
  for (let from = 0; from < losses.length; from += CHUNK) {
    const part = losses.slice(from, from + CHUNK)
    const ids = [...new Set(part.map((loss) => loss.household_id))]
    const receipts = await readOpenReceipts(tx, ids, today)
    for (const { household_id, org_path, policy } of part) {
      const known = library.byId.get(policy)
      const unrecorded = known?.document.take_up === 'unrecorded'
      if (!unrecorded && !isReceiving(known, receipts.get(household_id) ?? [])) continue
      const guarded = known !== undefined && isGuarded(known)
      const key = `${household_id} ${guarded}`
      const notice = notices.get(key) ?? {
        id: newIdAt(tx.now),
        change_id: change.id,
        household_id,
        org_path,
        guarded,
        policies: [],
        loses_on: losesOn,
        due_on: dueOn,
      }
      notice.policies.push(policy)
      notices.set(key, notice)
    }
  }
  const made = [...notices.values()]
  await asSystem(tx, tx.actor.orgPath, () => insertNotices(tx, made))
  for (const notice of made)
    tx.ledger({
      action: 'notice.due',
      objectKind: 'notice',
      objectId: notice.id,
      householdId: notice.household_id,
      orgPath: notice.org_path,
      data: {
        policy: notice.policies[0] ?? '',
        more: notice.policies.length - 1,
        losesOn,
        dueOn,
        ...(notice.guarded ? {} : { title: change.title }),
      },
    })
  return made.length
}
