import type { ScaleResult } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { householdHead } from '../../households/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { presentScales } from './present-scales.ts'
import { countGuarded, scalesOf } from './store.ts'

/** What was filled in for a household, as far as the reader may see it, and how many results are guarded from the reader. */
export async function readScales(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly id: string },
): Promise<{ items: z.infer<typeof ScaleResult>[]; guarded: number }> {
  const head = await householdHead(tx, input.id)
  const rows = await scalesOf(tx, head.id)
  const district = head.orgPath.slice(0, head.orgPath.indexOf('/') + 1)
  const guarded = await asSystem(tx, district, () => countGuarded(tx, head.id))
  tx.ledger({
    action: 'scale.read',
    objectKind: 'household',
    objectId: head.id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: { results: rows.length },
  })
  const items = await presentScales(tx, deps, rows, legalDateAt(tx.now))
  return { items, guarded: guarded - rows.filter((row) => row.guarded).length }
}
