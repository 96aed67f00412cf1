/** A running campaign as a phone knows it since its last sync. */
export interface AskedCampaign {
  readonly id: string
  readonly title: string
  readonly formId: string
  readonly formVersion: number
  /** YYYY-MM-DD. */
  readonly dueOn: string
  /** Households still to be asked. */
  readonly households: readonly { readonly id: string; readonly triedAt: string | null }[]
}

/** A household that a campaign asks of the one who carries the phone. */
export interface SurveyRequest {
  readonly campaignId: string
  readonly title: string
  readonly formId: string
  readonly formVersion: number
  readonly dueOn: string
  readonly householdId: string
  /** When somebody was last there in vain; null: nobody yet. */
  readonly triedAt: string | null
}

/** A form handed in on the phone that the campaigns of the last sync do not know of yet. */
export interface HandedIn {
  readonly householdId: string
  readonly formId: string
  readonly reached: boolean
  readonly endedAt: string
}

/**
 * What is still to be asked: the word of the server, less what was handed in on this phone since. Those due first come
 * first; a household that was not met stays, with the day of the try.
 */
export function requestsOf(
  campaigns: readonly AskedCampaign[],
  handedIn: readonly HandedIn[],
): SurveyRequest[] {
  const own = new Map<string, HandedIn[]>()
  for (const one of handedIn) {
    const key = `${one.householdId} ${one.formId}`
    own.set(key, [...(own.get(key) ?? []), one])
  }
  return campaigns
    .flatMap(({ households, id: campaignId, title, formId, formVersion, dueOn }) =>
      households.flatMap(({ id: householdId, triedAt }): SurveyRequest[] => {
        const since = own.get(`${householdId} ${formId}`) ?? []
        if (since.some(({ reached }) => reached)) return []
        const tried = since.at(-1)?.endedAt ?? triedAt
        return [{ campaignId, title, formId, formVersion, dueOn, householdId, triedAt: tried }]
      }),
    )
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
}
