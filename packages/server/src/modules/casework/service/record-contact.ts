import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHead, rememberContact } from '../../households/index.ts'
import { findLiveCase, setNextContact } from '../store/cases.ts'
import { type ContactRow, insertContact } from '../store/contacts.ts'
import type { ContactView } from './case-views.ts'
import { presentContacts } from './present-contact.ts'

export interface NewContact {
  readonly householdId: string
  readonly at: string
  readonly channel: string
  readonly minutes?: number | undefined
  readonly summary: string
  readonly reached: boolean
  readonly planItemId?: string | undefined
  readonly nextOn?: string | undefined
}

/** Records a contact (服务记录, mandate M2) on the household's thread and sets the next one that was agreed on. */
export async function recordContact(tx: Tx, input: NewContact): Promise<ContactView> {
  const household = await householdHead(tx, input.householdId)
  const at = new Date(input.at)
  if (at.getTime() > tx.now.getTime() + 300_000) throw new AppError('contact_in_future')
  const file = await findLiveCase(tx, household.id)
  const row: ContactRow = {
    id: newIdAt(tx.now),
    case_id: file?.id ?? null,
    household_id: household.id,
    org_path: household.orgPath,
    plan_item_id: input.planItemId ?? null,
    at,
    channel: input.channel,
    minutes: input.minutes ?? null,
    by_id: tx.actor.userId,
    summary: input.summary,
    reached: input.reached,
    next_on: input.nextOn ?? null,
  }
  await insertContact(tx, row)
  if (input.reached) await rememberContact(tx, household.id, at)
  if (file && input.nextOn) await setNextContact(tx, file.id, input.nextOn)
  tx.ledger({
    action: 'contact.record',
    objectKind: 'contact',
    objectId: row.id,
    householdId: household.id,
    orgPath: household.orgPath,
    data: {
      channel: row.channel,
      reached: row.reached,
      minutes: row.minutes,
      nextOn: row.next_on,
      at: input.at,
    },
  })
  const [view] = await presentContacts(tx, [row])
  if (!view) throw new AppError('not_found')
  return view
}
