import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { findStaffMember } from '../../identity/index.ts'
import { checkAdvisor } from '../access.ts'
import { lockHousehold } from '../store/households.ts'
import { setAdvisor } from './care.ts'
import { endGrants, grantHousehold } from './grants.ts'

/**
 * Pairs a household with a named advisor (结对, mandate G4). An advisor from an organisation works by grant: the
 * household opens to the new one and closes to the one before.
 */
export async function pairHousehold(
  tx: Tx,
  input: { readonly id: string; readonly advisorId: string; readonly version: number },
): Promise<{ version: number }> {
  const household = await lockHousehold(tx, input.id)
  if (household.version !== input.version) throw new AppError('version_conflict')
  if (household.status !== 'active')
    throw new AppError('action_not_possible', { state: household.status, action: 'pair' })
  const advisor = await findStaffMember(tx, input.advisorId)
  if (!advisor) throw new AppError('not_found')
  checkAdvisor(advisor, household.org_path)
  if (household.advisor_id === advisor.id)
    throw new AppError('action_not_possible', { state: 'paired', action: 'pair' })
  // The pairing itself is what the grant rests on: its reference is the household.
  if (household.advisor_id) await endGrants(tx, household.id, household.advisor_id)
  if (advisor.role === 'social_worker')
    await grantHousehold(tx, {
      householdId: household.id,
      orgPath: household.org_path,
      to: { accountId: advisor.id },
      reason: 'case_team',
      refId: household.id,
    })
  await setAdvisor(tx, household.id, advisor.id)
  tx.ledger({
    action: 'household.pair',
    objectKind: 'household',
    objectId: household.id,
    householdId: household.id,
    orgPath: household.org_path,
    data: { advisorId: advisor.id, before: household.advisor_id },
  })
  return { version: household.version + 1 }
}
