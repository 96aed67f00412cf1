import type { Cliffs } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHead, policyName, readHouseholdFiles } from '../../households/index.ts'
import type { LibraryDeps } from '../deps.ts'
import { findCliffs } from './find-cliffs.ts'

/** Where earning a little more would cost a household more support than it brings, by the facts of today. */
export async function viewCliffs(
  tx: Tx,
  deps: LibraryDeps,
  input: { readonly id: string },
): Promise<z.infer<typeof Cliffs>> {
  const { library } = await deps.holder.current(tx)
  const head = await householdHead(tx, input.id)
  const day = legalDateAt(tx.now)
  const root = head.orgPath.slice(0, head.orgPath.indexOf('/') + 1)
  const file = await asSystem(tx, root, async () =>
    (await readHouseholdFiles(tx, { facts: library.facts }, [head.id], day)).get(head.id),
  )
  if (!file) throw new AppError('not_found')
  if (!file.ok) throw new AppError('household_unreadable', { reason: file.error.message })
  tx.ledger({
    action: 'household.screen',
    objectKind: 'household',
    objectId: head.id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: { date: day },
  })
  const income = file.household.facts.monthly_income
  return {
    incomeFen: typeof income === 'number' ? income : null,
    cliffs: findCliffs(library, file.household, day).map((cliff) => ({
      ...cliff,
      lost: cliff.lost.map((one) => ({ ...one, name: policyName(library, one.policy) })),
    })),
  }
}
