import { addDays, CASE_ACTIONS, legalDateAt, nextState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { endGrants, grantHousehold, setAdvisor } from '../../households/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import { checkAdvisor } from '../access.ts'
import { changeCase, getCase } from '../store/cases.ts'
import { joinTeam, leaveTeam } from '../store/team.ts'
import type { CaseView } from './case-views.ts'
import { viewCase } from './view-case.ts'

/**
 * Assigns (or changes) the advisor of a case: pairs the household, opens it to an advisor who works outside the area,
 * and closes it to the one before (G4: hand-over stands in the thread).
 */
export async function assignAdvisor(
  tx: Tx,
  input: {
    readonly id: string
    readonly version: number
    readonly advisorId: string
    readonly nextContactOn?: string | undefined
  },
): Promise<CaseView> {
  const file = await getCase(tx, input.id)
  const state = nextState(CASE_ACTIONS, file.state, 'assign')
  if (!state) throw new AppError('action_not_possible', { state: file.state, action: 'assign' })
  const advisor = await findStaffMember(tx, input.advisorId)
  if (!advisor) throw new AppError('not_found')
  checkAdvisor(advisor, file.org_path)
  await changeCase(tx, file.id, input.version, {
    state,
    advisorId: advisor.id,
    nextContactOn: input.nextContactOn ?? addDays(legalDateAt(tx.now), 7),
  })
  const place = { householdId: file.household_id, orgPath: file.org_path }
  if (file.advisor_id && file.advisor_id !== advisor.id) {
    await leaveTeam(tx, file.id, 'advisor')
    await endGrants(tx, file.id, file.advisor_id)
  }
  await joinTeam(tx, { caseId: file.id, ...place, accountId: advisor.id, part: 'advisor' })
  if (advisor.role === 'social_worker')
    await grantHousehold(tx, {
      ...place,
      to: { accountId: advisor.id },
      reason: 'case_team',
      refId: file.id,
    })
  await setAdvisor(tx, file.household_id, advisor.id)
  tx.ledger({
    action: 'case.assign',
    objectKind: 'case',
    objectId: file.id,
    ...place,
    data: { advisor: advisor.name, advisorId: advisor.id, before: file.advisor_id },
  })
  return viewCase(tx, file.id)
}
