import type { FactQuestion } from '@lastmile/contract'
import type { z } from 'zod'

export type Question = z.infer<typeof FactQuestion>
