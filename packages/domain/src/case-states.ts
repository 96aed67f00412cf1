/**
 * The states of casework as tables: from a state to the lawful actions and where each leads. Server and console read
 * the same tables; anything not listed here is refused. Told in prose in docs/casework.md.
 */
export type CaseState = 'open' | 'serving' | 'closure_proposed' | 'closed'
export type CaseAction = 'assign' | 'propose_closure' | 'return_closure' | 'approve_closure' | 'reopen'

export const CASE_ACTIONS = {
  open: { assign: 'serving' },
  serving: { assign: 'serving', propose_closure: 'closure_proposed' },
  closure_proposed: { return_closure: 'serving', approve_closure: 'closed' },
  closed: { reopen: 'serving' },
} as const satisfies Record<CaseState, Partial<Record<CaseAction, CaseState>>>

export type PlanItemState = 'planned' | 'handed_over' | 'assigned' | 'in_progress' | 'done' | 'cancelled'
export type PlanItemAction = 'hand_over' | 'decline' | 'name_worker' | 'start' | 'finish' | 'cancel'

export const PLAN_ITEM_ACTIONS = {
  planned: { hand_over: 'handed_over', start: 'in_progress', finish: 'done', cancel: 'cancelled' },
  handed_over: { decline: 'planned', name_worker: 'assigned', cancel: 'cancelled' },
  assigned: { name_worker: 'assigned', start: 'in_progress', finish: 'done', cancel: 'cancelled' },
  in_progress: { finish: 'done', cancel: 'cancelled' },
  done: {},
  cancelled: {},
} as const satisfies Record<PlanItemState, Partial<Record<PlanItemAction, PlanItemState>>>

/** How far a need has come. */
export const NEED_STATES = {
  confirmed: { zh: '已确认，还没安排', en: 'Confirmed' },
  planned: { zh: '正在解决', en: 'In hand' },
  met: { zh: '已解决', en: 'Met' },
  unmet: { zh: '没能解决', en: 'Not met' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const
export type NeedState = keyof typeof NEED_STATES
export type GapState = 'open' | 'confirmed' | 'dismissed' | 'closed'
export type OrderState = 'offered' | 'accepted' | 'declined' | 'done'
export type TaskState = 'given' | 'replied' | 'returned' | 'accepted'

/** Where a lawful action leads, or null when the table does not allow it. */
export function nextState<S extends string>(
  table: Readonly<Record<string, Readonly<Record<string, string>>>>,
  state: S,
  action: string,
): S | null {
  return (table[state]?.[action] as S | undefined) ?? null
}

/** Why a gap was dismissed: a fixed list, so that the reasons can teach (field note: every closing has a reason). */
export const DISMISS_REASONS = {
  already_receiving: { zh: '已在享受（数据未更新）', en: 'Already receiving (data late)' },
  facts_wrong: { zh: '情况有误，已更正', en: 'Facts were wrong' },
  does_not_want: { zh: '本人不愿申请', en: 'Does not want it' },
  could_not_reach: { zh: '联系不上', en: 'Could not be reached' },
  other_help: { zh: '已由其他方式帮助', en: 'Helped by other means' },
  moved_away: { zh: '已迁出或去世', en: 'Moved away or died' },
} as const
export type DismissReason = keyof typeof DISMISS_REASONS

/** Reasons that say the gap was none: what the precision of gaps counts against. The others say nothing of the rule. */
export const WRONG_GAP: readonly DismissReason[] = ['already_receiving', 'facts_wrong', 'moved_away']

/** How a case ended. */
export const CASE_OUTCOMES = {
  met: { zh: '需求已解决', en: 'Needs met' },
  improved: { zh: '明显好转', en: 'Improved' },
  unchanged: { zh: '未见改善', en: 'Unchanged' },
  moved_away: { zh: '迁出本辖区', en: 'Moved away' },
  died: { zh: '服务对象去世', en: 'Died' },
  refused: { zh: '本人不愿继续', en: 'Refused further help' },
} as const
export type CaseOutcome = keyof typeof CASE_OUTCOMES
