import type { ApiClient } from '@lastmile/web-kit'

/** A signal as the API gives it. The trees travel as JSON, whose type is lost on the way. */
export type SignalRow = Awaited<ReturnType<ApiClient['signals']['list']>>['items'][number]

/** A rule with how well it does. */
export type RuleView = Awaited<ReturnType<ApiClient['signals']['rules']>>['rules'][number]
