import type { AskedCampaign, FieldForm } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { formVersions, lastWithForm } from '../../visits/index.ts'
import { targetsAskedOf } from '../store/campaigns.ts'

type Asked = z.infer<typeof AskedCampaign>

/**
 * What running campaigns ask of the caller, those due first, with their forms in the versions that they were begun with.
 * A household that nobody was met in is still to be asked.
 */
export async function askedOfMe(tx: Tx): Promise<{ campaigns: Asked[]; forms: z.infer<typeof FieldForm>[] }> {
  const targets = Map.groupBy(await targetsAskedOf(tx, tx.actor.userId), ({ id }) => id)
  const campaigns: Asked[] = []
  for (const of of targets.values()) {
    const [campaign] = of
    if (!campaign) continue
    const visits = await lastWithForm(tx, {
      formId: campaign.form_id,
      from: campaign.created_at,
      households: of.map(({ household_id }) => household_id),
    })
    const open = of.filter(({ household_id }) => visits.get(household_id)?.reached !== true)
    campaigns.push({
      id: campaign.id,
      title: campaign.title,
      formId: campaign.form_id,
      formVersion: campaign.form_version,
      dueOn: campaign.due_on,
      done: of.length - open.length,
      households: open.map(({ household_id }) => ({
        id: household_id,
        triedAt: visits.get(household_id)?.at.toISOString() ?? null,
      })),
    })
  }
  const wanted = campaigns.map(({ formId, formVersion }) => ({ id: formId, version: formVersion }))
  return { campaigns, forms: await formVersions(tx, wanted) }
}
