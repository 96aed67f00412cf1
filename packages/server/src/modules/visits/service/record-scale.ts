import type { FieldBody } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { administer } from '../../assessment/index.ts'
import type { VisitDeps } from '../deps.ts'
import { type Origin, righted } from './record-visit.ts'

type ScaleBody = Extract<z.infer<typeof FieldBody>, { kind: 'scale' }>

/** Records a scale that was filled in on a phone: scored here, and a crisis answer raises its urgent alert now. */
export async function recordScale(tx: Tx, deps: VisitDeps, body: ScaleBody, origin: Origin): Promise<void> {
  const { householdId, instrument, personId, mode, respondent, answers } = body
  await administer(tx, deps.assessment, {
    id: householdId,
    instrument,
    personId,
    mode,
    respondent,
    answers,
    onDay: legalDateAt(righted(tx, body.takenAt, origin.clockOff)),
  })
}
