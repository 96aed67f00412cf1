import { addDays, legalDateAt, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { grantHousehold, householdHeads } from '../../households/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import { changeCase, findLiveCase, insertCase, nextNumber } from '../store/cases.ts'
import { joinTeam } from '../store/team.ts'
import { returnClosureForNeed } from './close-case.ts'

/**
 * Gives the household's live case, opening one when there is none. A closure that waits for its review goes back: the
 * case has work again. A household that is already paired keeps its
 * advisor (G4: continuity) when the opener may name one; otherwise the backbone assigns.
 */
export async function openCase(
  tx: Tx,
  input: { readonly householdId: string; readonly orgPath: string; readonly needId: string },
): Promise<string> {
  const live = await findLiveCase(tx, input.householdId)
  if (live) {
    if (live.state === 'closure_proposed') await returnClosureForNeed(tx, live)
    return live.id
  }
  const year = legalDateAt(tx.now).slice(0, 4)
  const id = newIdAt(tx.now)
  const no = `GA${year}-${String(await nextNumber(tx, `case-${year}`)).padStart(5, '0')}`
  await insertCase(tx, { id, no, household_id: input.householdId, org_path: input.orgPath })
  tx.ledger({
    action: 'case.open',
    objectKind: 'case',
    objectId: id,
    householdId: input.householdId,
    orgPath: input.orgPath,
    data: { no },
  })
  await keepAdvisor(tx, id, input)
  return id
}

async function keepAdvisor(
  tx: Tx,
  caseId: string,
  input: { readonly householdId: string; readonly orgPath: string },
): Promise<void> {
  if (tx.actor.role === 'social_worker') return
  const advisorId = (await householdHeads(tx, [input.householdId])).get(input.householdId)?.advisorId
  const advisor = advisorId ? await findStaffMember(tx, advisorId) : null
  if (!advisor?.active) return
  await changeCase(tx, caseId, 1, {
    state: 'serving',
    advisorId: advisor.id,
    nextContactOn: addDays(legalDateAt(tx.now), 7),
  })
  await joinTeam(tx, { caseId, ...input, accountId: advisor.id, part: 'advisor' })
  if (advisor.role === 'social_worker')
    await grantHousehold(tx, {
      ...input,
      to: { accountId: advisor.id },
      reason: 'case_team',
      refId: caseId,
    })
}
