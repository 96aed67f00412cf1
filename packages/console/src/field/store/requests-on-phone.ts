import { requestsOf, type SurveyRequest } from '@lastmile/field'
import type { FieldStore } from './field-store.ts'

/** What campaigns still ask of this person, less what was handed in on this phone since the last sync told it. */
export async function requestsOnPhone(store: FieldStore): Promise<SurveyRequest[]> {
  const [asked, waiting, answered] = await Promise.all([store.asked(), store.waiting(), store.answered()])
  const taken = answered
    .filter(({ operation, receipt }) => receipt.outcome !== 'refused' && operation.writtenAt >= asked.at)
    .map(({ operation }) => operation)
  const handedIn = [...taken, ...waiting].flatMap(({ body }) =>
    body.kind === 'visit'
      ? [
          {
            householdId: body.householdId,
            formId: body.formId,
            reached: body.reached,
            endedAt: body.endedAt,
          },
        ]
      : [],
  )
  return requestsOf(asked.campaigns, handedIn)
}
