import type { useApi } from '../../../../app/api.ts'

type Api = ReturnType<typeof useApi>

/** The open gaps of a household. */
export const gapsOf = (api: Api, householdId: string) =>
  api.policies.gaps.queryOptions({ input: { householdId, state: 'open', limit: 50 } })

/** The open signals of a household. */
export const signalsOf = (api: Api, householdId: string) =>
  api.signals.list.queryOptions({ input: { householdId, limit: 50 } })

/** The case of a household, or null. */
export const caseOf = (api: Api, householdId: string) =>
  api.casework.ofHousehold.queryOptions({ input: { householdId } })

/** Facts of a household of which several say different things. */
export const factQuestionsOf = (api: Api, householdId: string) =>
  api.visits.questions.queryOptions({ input: { householdId, state: 'open', limit: 50 } })

/** The needs of a household. */
export const needsOf = (api: Api, householdId: string) =>
  api.needs.list.queryOptions({ input: { householdId, limit: 100 } })
