import type { Tx } from '../../../platform/db/index.ts'
import { listVisits } from '../../visits/index.ts'
import { getCampaign, targetsOf } from '../store/campaigns.ts'

interface Asked {
  readonly under?: string | undefined
  readonly householdId?: string | undefined
  readonly by?: string | undefined
  readonly campaignId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** Visits at the desk: of a unit, a person, a household, or those that count for a campaign. Throws `not_found` for a campaign out of sight. */
export async function visitsAtTheDesk(tx: Tx, { campaignId, limit, offset, ...filter }: Asked) {
  if (campaignId === undefined) return listVisits(tx, filter, { limit, offset })
  const campaign = await getCampaign(tx, campaignId)
  const households = (await targetsOf(tx, campaign.id)).map(({ household_id }) => household_id)
  return listVisits(
    tx,
    {
      ...filter,
      campaign: {
        formId: campaign.form_id,
        from: campaign.created_at,
        until: campaign.closed_at,
        households,
      },
    },
    { limit, offset },
  )
}
