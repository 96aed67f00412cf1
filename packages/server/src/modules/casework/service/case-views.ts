import type { CaseFile, Closure, Contact, Opinion, Order, PlanItem } from '@lastmile/contract'
import type { z } from 'zod'

/** What the API shows of a case and its parts. */
export type CaseView = z.infer<typeof CaseFile>
export type PlanItemView = z.infer<typeof PlanItem>
export type ContactView = z.infer<typeof Contact>
export type OrderView = z.infer<typeof Order>
export type OpinionView = z.infer<typeof Opinion>
export type ClosureView = z.infer<typeof Closure>
