import { isWithin } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { findStaffMember, unitNames } from '../../identity/index.ts'
import { mayTransfer } from '../access.ts'
import type { HouseholdDeps } from '../deps.ts'
import type { HouseholdTransferred } from '../events.ts'
import { type HouseholdRecord, lockHousehold, touchHouseholds } from '../store/households.ts'
import { setAdvisor } from './care.ts'
import { checkHome } from './create-household.ts'

/**
 * Moves a household to another unit with everything that is recorded of it, in one transaction: afterwards no row
 * of it belongs to the old unit, whose people no longer see it. The ledger stays where things happened. An advisor
 * who works by area and not in the new one is unpaired, so that the new unit sees that it must name one.
 */
export async function transferHousehold(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'events'>,
  input: {
    readonly id: string
    readonly orgPath: string
    readonly reason: string
    readonly version: number
  },
): Promise<{ id: string; orgPath: string; orgName: string }> {
  if (!mayTransfer(tx.actor)) throw new AppError('permission_denied')
  const household = await lockHousehold(tx, input.id)
  if (household.version !== input.version) throw new AppError('version_conflict')
  if (household.org_path === input.orgPath) throw new AppError('household_same_unit')
  await checkHome(tx, input.orgPath)
  const unpaired = await unpairWhoStays(tx, household, input.orgPath)
  await touchHouseholds(tx, [household.id])
  const [result] = await tx.query<{ moved: number }>('SELECT app.move_household($1, $2) AS moved', [
    household.id,
    input.orgPath,
  ])
  // Under the new unit: there the thread goes on.
  tx.ledger({
    action: 'household.transfer',
    objectKind: 'household',
    objectId: household.id,
    householdId: household.id,
    orgPath: input.orgPath,
    data: {
      from: household.org_path,
      to: input.orgPath,
      reason: input.reason,
      rows: result?.moved ?? 0,
      unpaired,
    },
  })
  const event: HouseholdTransferred = {
    kind: 'household.transferred',
    householdId: household.id,
    from: household.org_path,
    to: input.orgPath,
  }
  await deps.events.emit(tx, event)
  const names = await unitNames(tx, [input.orgPath])
  return { id: household.id, orgPath: input.orgPath, orgName: names.get(input.orgPath) ?? '' }
}

async function unpairWhoStays(tx: Tx, household: HouseholdRecord, target: string): Promise<string | null> {
  if (!household.advisor_id) return null
  const advisor = await findStaffMember(tx, household.advisor_id)
  if (advisor && (advisor.role === 'social_worker' || isWithin(target, advisor.orgPath))) return null
  await setAdvisor(tx, household.id, null)
  return household.advisor_id
}
