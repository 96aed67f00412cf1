import type { CaseFile, PlanItem } from '@lastmile/contract'
import type { z } from 'zod'

export type CaseView = z.infer<typeof CaseFile>
export type PlanItemView = z.infer<typeof PlanItem>

/** Everything that can be done on a case. */
export type StepName =
  | 'assign'
  | 'add_item'
  | 'hand_over'
  | 'decline'
  | 'name_worker'
  | 'start'
  | 'finish'
  | 'cancel'
  | 'contact'
  | 'order'
  | 'opinion'
  | 'propose_closure'
  | 'approve'
  | 'return'
/** What a step is taken on: the case, and where it has one, the plan item or closure. */
export interface Step {
  readonly name: StepName
  readonly item?: PlanItemView
  readonly closureId?: string
  readonly closureVersion?: number
}
