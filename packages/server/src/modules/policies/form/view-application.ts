import type { GapApplication } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import type { PolicyDeps } from '../deps.ts'
import { readApplication } from './application.ts'

/** What must be brought and what must still be asked, to apply for what a gap says. */
export async function viewApplication(
  tx: Tx,
  deps: Pick<PolicyDeps, 'library'>,
  input: { readonly id: string },
): Promise<z.infer<typeof GapApplication>> {
  const { head, day, where, timeLimit, steps, materials, missing } = await readApplication(tx, deps, input.id)
  tx.ledger({
    action: 'household.screen',
    objectKind: 'household',
    objectId: head.id,
    householdId: head.id,
    orgPath: head.orgPath,
    data: { date: day },
  })
  return {
    where,
    timeLimit,
    steps,
    materials: [...materials],
    missing: missing.map(({ fact, entity, member, question, who }) => ({
      fact,
      entity,
      question,
      who,
      ...(member === undefined ? {} : { member }),
    })),
  }
}
