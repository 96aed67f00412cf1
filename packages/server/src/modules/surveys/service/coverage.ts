import { type Doubt, doubtsAbout, questionsOf } from '@lastmile/field'
import type { Tx } from '../../../platform/db/index.ts'
import { householdSpots } from '../../households/index.ts'
import { formDefinitions, type SurveyVisit, visitsWithForm } from '../../visits/index.ts'
import { type CampaignRow, type TargetRow, targetsOf } from '../store/campaigns.ts'

/** A household of a campaign with the latest visit that was made with its form while it ran. */
export interface Covered extends TargetRow {
  readonly visit: SurveyVisit | null
  readonly doubts: readonly Doubt[]
}

/** Every household of a campaign that the actor sees, visited or not, with what speaks against its form. */
export async function coverageOf(tx: Tx, campaign: CampaignRow): Promise<Covered[]> {
  const targets = await targetsOf(tx, campaign.id)
  const visits = await visitsWithForm(tx, {
    formId: campaign.form_id,
    from: campaign.created_at,
    until: campaign.closed_at,
  })
  const latest = new Map<string, SurveyVisit>()
  for (const visit of visits) latest.set(visit.householdId, visit)
  const versions = await formDefinitions(tx, campaign.form_id)
  const questions = new Map([...versions].map(([version, definition]) => [version, questionsOf(definition)]))
  const places = await householdSpots(tx, [...latest.keys()])
  return targets.map((target) => {
    const visit = latest.get(target.household_id) ?? null
    return {
      ...target,
      visit,
      doubts: visit
        ? doubtsAbout(questions.get(visit.formVersion) ?? [], {
            ...visit,
            home: places.get(target.household_id) ?? null,
          })
        : [],
    }
  })
}
