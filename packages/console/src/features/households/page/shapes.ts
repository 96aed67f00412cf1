import type { ApiClient } from '@lastmile/web-kit'

/** The household as the page gets it. */
export type HouseholdView = Awaited<ReturnType<ApiClient['households']['get']>>
export type MemberView = HouseholdView['members'][number]
export type FactView = HouseholdView['facts'][number]
export type ScreeningView = Awaited<ReturnType<ApiClient['policies']['screening']>>
export type ResultView = ScreeningView['results'][number]
export type MissingFact = ResultView['missing'][number]
export type GapView = Awaited<ReturnType<ApiClient['policies']['gaps']>>['items'][number]
export type CaseView = NonNullable<Awaited<ReturnType<ApiClient['casework']['ofHousehold']>>>
