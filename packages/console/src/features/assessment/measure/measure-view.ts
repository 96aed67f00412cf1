import type { ApiClient } from '@lastmile/web-kit'

/** The measure of an area as the API gives it. */
export type MeasureView = Awaited<ReturnType<ApiClient['assessment']['measure']>>
