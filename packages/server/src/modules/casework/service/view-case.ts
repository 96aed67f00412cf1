import type { Tx } from '../../../platform/db/index.ts'
import { householdHead, householdHeads } from '../../households/index.ts'
import { type StaffMember, staffByIds, unitNames } from '../../identity/index.ts'
import { needsOfCase, presentNeeds } from '../../needs/index.ts'
import { caseActions } from '../access.ts'
import { findLatestCase, getCase } from '../store/cases.ts'
import { closuresOfCase } from '../store/closures.ts'
import { contactsOfCase, opinionsOf, ordersOfCase } from '../store/contacts.ts'
import { planOfCase } from '../store/plan.ts'
import { teamOf } from '../store/team.ts'
import type { CaseView } from './case-views.ts'
import { presentClosures } from './present-closure.ts'
import { presentContacts, presentOpinions, presentOrders } from './present-contact.ts'
import { presentPlan } from './present-plan.ts'

/** An advisor as the API names a person who works. */
export function staffRef(member: StaffMember): NonNullable<CaseView['advisor']> {
  return {
    id: member.id,
    name: member.name,
    role: member.role,
    orgPath: member.orgPath,
    orgName: member.orgName,
  }
}

/** One case with all that belongs to it, and what the actor may do next. */
export async function viewCase(tx: Tx, id: string): Promise<CaseView> {
  const file = await getCase(tx, id)
  const household = (await householdHeads(tx, [file.household_id])).get(file.household_id)
  const team = await teamOf(tx, id)
  const staff = await staffByIds(tx, [file.advisor_id, ...team.map((member) => member.account_id)])
  const advisor = file.advisor_id ? staff.get(file.advisor_id) : undefined
  const units = await unitNames(tx, [file.org_path])
  return {
    id: file.id,
    no: file.no,
    householdId: file.household_id,
    householdNo: household?.no ?? '',
    headName: household?.headName ?? '',
    orgPath: file.org_path,
    orgName: units.get(file.org_path) ?? '',
    state: file.state,
    advisor: advisor ? staffRef(advisor) : null,
    team: team.map((member) => {
      const person = staff.get(member.account_id)
      return {
        id: member.account_id,
        name: person?.name ?? '',
        part: member.part,
        role: person?.role ?? '',
      }
    }),
    openedAt: file.opened_at.toISOString(),
    nextContactOn: file.next_contact_on,
    closedAt: file.closed_at?.toISOString() ?? null,
    outcome: file.outcome,
    needs: await presentNeeds(tx, await needsOfCase(tx, id)),
    plan: await presentPlan(tx, await planOfCase(tx, id)),
    contacts: await presentContacts(tx, await contactsOfCase(tx, id)),
    orders: await presentOrders(tx, await ordersOfCase(tx, id)),
    opinions: await presentOpinions(tx, await opinionsOf(tx, file.household_id)),
    closures: await presentClosures(tx, await closuresOfCase(tx, id)),
    actions: caseActions(tx.actor, file.state),
    version: file.version,
  }
}

/** Opens a case for reading: the view, and one line in the ledger. */
export async function readCase(tx: Tx, input: { readonly id: string }): Promise<CaseView> {
  const view = await viewCase(tx, input.id)
  tx.ledger({
    action: 'household.read',
    objectKind: 'case',
    objectId: view.id,
    householdId: view.householdId,
    orgPath: view.orgPath,
    data: { part: 'case' },
  })
  return view
}

/** The live case of a household, or the one closed last, or null. Throws `not_found` for a household that is hidden. */
export async function caseOfHousehold(
  tx: Tx,
  input: { readonly householdId: string },
): Promise<CaseView | null> {
  await householdHead(tx, input.householdId)
  const file = await findLatestCase(tx, input.householdId)
  return file ? readCase(tx, { id: file.id }) : null
}

/** The case of the resident's own household; reading about oneself is no entry in the ledger. */
export async function caseOfOwnHousehold(tx: Tx, householdId: string): Promise<CaseView | null> {
  const file = await findLatestCase(tx, householdId)
  return file ? viewCase(tx, file.id) : null
}
