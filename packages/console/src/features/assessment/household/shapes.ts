import type { ApiClient } from '@lastmile/web-kit'

export type AssessmentView = Awaited<ReturnType<ApiClient['assessment']['view']>>
