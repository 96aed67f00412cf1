import { newIdAt, type OrderState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import { checkVolunteer } from '../access.ts'
import { getCase } from '../store/cases.ts'
import { answerOrderRow, getOrder, insertOrder, ordersOfVolunteer } from '../store/contacts.ts'
import type { OrderView } from './case-views.ts'
import { presentOrders } from './present-contact.ts'

async function orderView(tx: Tx, id: string): Promise<OrderView> {
  const [view] = await presentOrders(tx, [await getOrder(tx, id)])
  if (!view) throw new AppError('not_found')
  return view
}

export interface NewOrder {
  readonly id: string
  readonly volunteerId: string
  readonly planItemId?: string | undefined
  readonly what: string
  readonly callName: string
  readonly place: string
  readonly dueOn: string
}

/** Asks a volunteer for one thing. The volunteer learns a name to call, what, when, and after accepting where. */
export async function giveOrder(tx: Tx, input: NewOrder): Promise<OrderView> {
  const file = await getCase(tx, input.id)
  if (file.state === 'closed')
    throw new AppError('action_not_possible', { state: file.state, action: 'give_order' })
  const volunteer = await findStaffMember(tx, input.volunteerId)
  if (!volunteer) throw new AppError('not_found')
  checkVolunteer(volunteer)
  const id = newIdAt(tx.now)
  await insertOrder(tx, {
    id,
    case_id: file.id,
    plan_item_id: input.planItemId ?? null,
    household_id: file.household_id,
    org_path: file.org_path,
    volunteer_id: volunteer.id,
    what: input.what,
    call_name: input.callName,
    place: input.place,
    due_on: input.dueOn,
    given_by: tx.actor.userId,
  })
  tx.ledger({
    action: 'order.give',
    objectKind: 'order',
    objectId: id,
    householdId: file.household_id,
    orgPath: file.org_path,
    data: { what: input.what, volunteer: volunteer.name, dueOn: input.dueOn },
  })
  return orderView(tx, id)
}

/** The volunteer's own orders. */
export async function listOwnOrders(tx: Tx): Promise<OrderView[]> {
  return presentOrders(tx, await ordersOfVolunteer(tx, tx.actor.userId))
}

const STEPS: Readonly<Record<string, Partial<Record<OrderState, OrderState>>>> = {
  accept: { offered: 'accepted' },
  decline: { offered: 'declined', accepted: 'declined' },
  done: { accepted: 'done' },
}

/** The volunteer accepts, declines or reports an order. */
export async function answerOrder(
  tx: Tx,
  input: {
    readonly id: string
    readonly version: number
    readonly action: 'accept' | 'decline' | 'done'
    readonly report?: string | undefined
    readonly minutes?: number | undefined
  },
): Promise<OrderView> {
  const order = await getOrder(tx, input.id)
  const state = STEPS[input.action]?.[order.state]
  if (!state) throw new AppError('action_not_possible', { state: order.state, action: input.action })
  await answerOrderRow(tx, order.id, input.version, {
    state,
    report: input.report ?? null,
    minutes: input.minutes ?? null,
  })
  tx.ledger({
    action: 'order.answer',
    objectKind: 'order',
    objectId: order.id,
    householdId: order.household_id,
    orgPath: order.org_path,
    data: { what: order.what, answer: input.action, minutes: input.minutes ?? null },
  })
  return orderView(tx, order.id)
}
