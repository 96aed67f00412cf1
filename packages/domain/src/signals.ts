/** How a signal (发现线索) ends. */
export const SIGNAL_OUTCOMES = {
  need: { zh: '确认有需求', en: 'A need was confirmed' },
  known: { zh: '早已掌握', en: 'Already known' },
  nothing: { zh: '没有需要帮的', en: 'Nothing to help with' },
  lapsed: { zh: '情况变了，自动关闭', en: 'The facts changed: closed by itself' },
} as const
export type SignalOutcome = keyof typeof SIGNAL_OUTCOMES

/** How people end one; `lapsed` is the platform's. */
export type DecidedOutcome = Exclude<SignalOutcome, 'lapsed'>
export const DECIDED_OUTCOMES = ['need', 'known', 'nothing'] as const satisfies readonly DecidedOutcome[]

/** Why a signal came to nothing: a fixed list, so that the yield can be published and the reasons can teach. */
export const NOTHING_REASONS = {
  no_hardship: { zh: '没有困难', en: 'No hardship' },
  facts_wrong: { zh: '数据有误', en: 'The data were wrong' },
  over_the_line: { zh: '差一点，不符合', en: 'Just over the line' },
  helped_otherwise: { zh: '已从别处得到帮助', en: 'Helped by other means' },
  declined: { zh: '本人不愿意', en: 'Does not want help' },
  not_reached: { zh: '几次都联系不上', en: 'Could not be reached' },
  moved_away: { zh: '已迁出或去世', en: 'Moved away or died' },
} as const
export type NothingReason = keyof typeof NOTHING_REASONS

/**
 * Reasons that say the rule was wrong of this household. The others say nothing of the rule: who does not open the door or wants no help
 * may well be in need.
 */
export const FALSE_ALARM: readonly NothingReason[] = [
  'no_hardship',
  'facts_wrong',
  'over_the_line',
  'moved_away',
]

/** What came of an urgent alert of a scale: how the person is. */
export const ALERT_OUTCOMES = {
  accompanied: { zh: '有人陪伴', en: 'Accompanied' },
  hospital: { zh: '已就医', en: 'In hospital' },
  handed_over: { zh: '已转专业机构', en: 'Handed over to a service' },
  safe: { zh: '确认安全', en: 'Safe' },
  unreachable: { zh: '联系不上，已报警或上报', en: 'Out of reach; reported' },
} as const
export type AlertOutcome = keyof typeof ALERT_OUTCOMES

export const URGENCIES = {
  1: { zh: '特急', en: 'At once' },
  2: { zh: '急', en: 'This week' },
  3: { zh: '一般', en: 'Soon' },
} as const

/** To whom an overdue signal has climbed. */
export const SIGNAL_LEVELS = {
  0: { zh: '社区', en: 'Committee' },
  1: { zh: '街镇', en: 'Street' },
  2: { zh: '区民政局', en: 'Bureau' },
} as const

/**
 * Wilson's interval of a share at 95 % (E. B. Wilson, JASA 22, 1927): `lower` and `upper` between 0 and 1; null without trials.
 * @param held how many of `checked` held.
 */
export function wilson(
  held: number,
  checked: number,
): { readonly lower: number; readonly upper: number } | null {
  if (checked === 0) return null
  const z = 1.959964
  const share = held / checked
  const middle = share + (z * z) / (2 * checked)
  const spread = z * Math.sqrt((share * (1 - share)) / checked + (z * z) / (4 * checked * checked))
  const scale = 1 + (z * z) / checked
  return { lower: Math.max(0, (middle - spread) / scale), upper: Math.min(1, (middle + spread) / scale) }
}
