import type { FieldBody } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHead } from '../../households/index.ts'
import type { VisitDeps } from '../deps.ts'
import { learn } from './learn.ts'
import { type Origin, righted } from './record-visit.ts'

type FactsBody = Extract<z.infer<typeof FieldBody>, { kind: 'facts' }>

/** Records the answers to single questions that were asked at the door; the ids of what is to be settled come back. */
export async function stateFacts(
  tx: Tx,
  deps: VisitDeps,
  body: FactsBody,
  origin: Origin,
): Promise<{ questions: string[] }> {
  const household = await householdHead(tx, body.householdId)
  const day = legalDateAt(righted(tx, body.statedAt, origin.clockOff))
  return { questions: await learn(tx, deps, household, body.facts, day) }
}
