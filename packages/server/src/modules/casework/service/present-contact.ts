import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { ContactRow, OpinionRow, OrderRow } from '../store/contacts.ts'
import type { ContactView, OpinionView, OrderView } from './case-views.ts'

/** Contacts as the API shows them. */
export async function presentContacts(tx: Tx, rows: readonly ContactRow[]): Promise<ContactView[]> {
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.by_id),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    channel: row.channel,
    minutes: row.minutes,
    by: staff.get(row.by_id)?.name ?? '',
    summary: row.summary,
    reached: row.reached,
    planItemId: row.plan_item_id,
    nextOn: row.next_on,
  }))
}

const ORDER_STEPS: Readonly<Record<OrderRow['state'], readonly string[]>> = {
  offered: ['accept', 'decline'],
  accepted: ['done', 'decline'],
  declined: [],
  done: [],
}

/** Orders as the API shows them; a volunteer gets no household id, and the address only after accepting. */
export async function presentOrders(tx: Tx, rows: readonly OrderRow[]): Promise<OrderView[]> {
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.volunteer_id, row.given_by]),
  )
  const isVolunteer = tx.actor.role === 'volunteer'
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    householdId: isVolunteer ? null : row.household_id,
    what: row.what,
    callName: row.call_name,
    place: isVolunteer && row.state !== 'accepted' ? '' : row.place,
    dueOn: row.due_on,
    state: row.state,
    report: row.report,
    minutes: row.minutes,
    volunteer: staff.get(row.volunteer_id)?.name ?? '',
    givenBy: staff.get(row.given_by)?.name ?? '',
    actions: isVolunteer ? [...ORDER_STEPS[row.state]] : [],
    version: row.version,
  }))
}

/** Opinions as the API shows them. */
export async function presentOpinions(tx: Tx, rows: readonly OpinionRow[]): Promise<OpinionView[]> {
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.by_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.organisation_path),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: staff.get(row.by_id)?.name ?? '',
    organisation: units.get(row.organisation_path) ?? '',
    body: row.body,
  }))
}
