import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHead } from '../../households/index.ts'
import { findLiveCase } from '../store/cases.ts'
import { insertOpinion } from '../store/contacts.ts'
import type { OpinionView } from './case-views.ts'
import { presentOpinions } from './present-contact.ts'

/** Puts the organisation's professional opinion on a household. */
export async function writeOpinion(
  tx: Tx,
  input: { readonly householdId: string; readonly body: string },
): Promise<OpinionView> {
  const household = await householdHead(tx, input.householdId)
  const file = await findLiveCase(tx, household.id)
  const row = {
    id: newIdAt(tx.now),
    organisation_path: tx.actor.orgPath,
    by_id: tx.actor.userId,
    at: tx.now,
    body: input.body,
  }
  await insertOpinion(tx, {
    ...row,
    caseId: file?.id ?? null,
    householdId: household.id,
    orgPath: household.orgPath,
  })
  tx.ledger({
    action: 'opinion.write',
    objectKind: 'opinion',
    objectId: row.id,
    householdId: household.id,
    orgPath: household.orgPath,
  })
  const [view] = await presentOpinions(tx, [row])
  if (!view) throw new AppError('not_found')
  return view
}
