import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { getNeed, moveNeed } from '../store.ts'
import { type NeedView, presentNeeds } from './present-need.ts'

/** Withdraws a need with a reason; one already met or withdrawn stays as it is. */
export async function withdrawNeed(
  tx: Tx,
  input: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<NeedView> {
  const need = await getNeed(tx, input.id)
  if (need.state === 'met' || need.state === 'withdrawn')
    throw new AppError('action_not_possible', { state: need.state, action: 'withdraw' })
  await moveNeed(tx, input.id, input.version, 'withdrawn')
  tx.ledger({
    action: 'need.withdraw',
    objectKind: 'need',
    objectId: need.id,
    householdId: need.household_id,
    orgPath: need.org_path,
    data: { title: need.title, reason: input.reason },
  })
  const [view] = await presentNeeds(tx, [await getNeed(tx, input.id)])
  if (!view) throw new AppError('not_found')
  return view
}
