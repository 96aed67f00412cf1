import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { restateFacts } from '../facts/restate.ts'
import { addressRows } from '../search/tokens.ts'
import { lockHouseholds } from '../store/facts.ts'
import { touchHouseholds } from '../store/households.ts'
import { insertTokens, removeAddressTokens } from '../store/tokens.ts'
import { giveNumbersBack } from './carry-numbers.ts'
import { rootOf, tellBoth } from './merge-persons.ts'
import { lockMerge, markMerged, markUndone, putBack } from './merge-store.ts'
import { sidesOf } from './store.ts'

/**
 * They were two persons after all: the copied statements hold no longer, benefits, membership and head go back to where
 * they were, and carried numbers are taken back. What was stated of the standing record since the merge stays with it. The pair is not asked about again.
 */
export async function undoMerge(
  tx: Tx,
  deps: HouseholdDeps,
  input: { readonly id: string; readonly reason: string },
): Promise<Record<string, never>> {
  const merge = await lockMerge(tx, input.id)
  const householdIds = [...new Set([merge.kept_household, merge.gone_household])]
  await asSystem(tx, rootOf(tx), async () => {
    const sides = await sidesOf(tx, [merge.kept_id, merge.gone_id])
    const [kept, gone] = [sides.get(merge.kept_id), sides.get(merge.gone_id)]
    if (!kept || !gone) throw new AppError('not_found')
    if (kept.merged_into !== null)
      throw new AppError('action_not_possible', { state: 'merged', action: 'undo' })
    await lockHouseholds(tx, householdIds)
    const facts = await tx.query<{ fact: string }>('SELECT fact FROM app.unmerge_statements($1, $2)', [
      merge.id,
      tx.now,
    ])
    await giveNumbersBack(tx, merge, merge.undo.carried)
    const place = { household_id: kept.household_id, org_path: kept.org_path }
    await restateFacts(
      tx,
      deps,
      facts.map(({ fact }) => ({ entity_kind: 'person' as const, entity_id: kept.id, fact, ...place })),
    )
    await markMerged(tx, gone.id, null)
    await putBack(tx, merge)
    const head = merge.undo.household.head_person_id
    await removeAddressTokens(tx, gone.household_id)
    if (head !== null)
      await insertTokens(
        tx,
        addressRows({ personId: head, householdId: gone.household_id, orgPath: gone.org_path }, gone.address),
      )
    await touchHouseholds(tx, [kept.household_id])
    await tellBoth(tx, 'person.unmerge', { mergeId: merge.id, kept, gone })
  })
  await markUndone(tx, merge, input.reason)
  await deps.events.emit(tx, { kind: 'facts.changed', householdIds })
  return {}
}
