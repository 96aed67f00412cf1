import { said, type ThreadText } from '../households/index.ts'

const group = (entry: Parameters<ThreadText['zh']>[0], language: 'zh' | 'en') =>
  said(entry, language === 'zh' ? 'group' : 'groupEn')
const why = (entry: Parameters<ThreadText['zh']>[0], colon: string) =>
  entry.data.reason ? `${colon}${said(entry, 'reason')}` : ''

/** How this module's ledger entries read in a household's thread. Scores and answers stand in none. */
export const ASSESSMENT_TEXTS: Readonly<Record<string, ThreadText>> = {
  'assessment.confirm': {
    group: 'case',
    zh: (entry) =>
      `${entry.actor.zh}${entry.data.step === 'second' ? '复核' : '确认'}为 ${said(entry, 'tier')} 级（建议 ${said(entry, 'proposed')} 级）${why(entry, '：')}`,
    en: (entry) =>
      `${entry.actor.en} ${entry.data.step === 'second' ? 'seconded' : 'confirmed'} tier ${said(entry, 'tier')} (proposed: ${said(entry, 'proposed')})${why(entry, ': ')}`,
  },
  'assessment.reopen': {
    group: 'case',
    zh: (entry) => `情况有变化，建议级别从 ${said(entry, 'from')} 级变为 ${said(entry, 'to')} 级，请重新确认`,
    en: (entry) =>
      `Facts changed: the proposed tier went from ${said(entry, 'from')} to ${said(entry, 'to')}, to be confirmed again`,
  },
  'assessment.sheet': {
    group: 'access',
    zh: (entry) => `${entry.actor.zh}打印了评估表`,
    en: (entry) => `${entry.actor.en} printed the assessment`,
  },
  'scale.record': {
    group: 'contacts',
    zh: (entry) =>
      entry.data.mode === 'self'
        ? '本人填了一份量表'
        : `${entry.actor.zh}记录了一份${entry.data.guarded === true ? '心理' : ''}量表`,
    en: (entry) =>
      entry.data.mode === 'self'
        ? 'A scale was filled in by the person asked'
        : `${entry.actor.en} recorded ${entry.data.guarded === true ? 'a psychological' : 'a'} scale`,
  },
  'scale.ask': {
    group: 'contacts',
    zh: (entry) => `${entry.actor.zh}请本人填一份量表`,
    en: (entry) => `${entry.actor.en} asked for a scale to be filled in`,
  },
  'scale.unask': {
    group: 'contacts',
    zh: (entry) => `${entry.actor.zh}收回了请本人填的量表`,
    en: (entry) => `${entry.actor.en} took back the scale that was asked for`,
  },
  'scale.read': {
    group: 'access',
    zh: (entry) => `${entry.actor.zh}查看了量表结果`,
    en: (entry) => `${entry.actor.en} read results of scales`,
  },
  'alert.raise': {
    group: 'contacts',
    zh: () => '发出一条紧急提醒，请马上联系督导和社工',
    en: () => 'An urgent alert was raised: call supervisor and social worker at once',
  },
  'alert.reopen': {
    group: 'contacts',
    zh: (entry) => `${entry.actor.zh}重新打开一条紧急提醒`,
    en: (entry) => `${entry.actor.en} opened an urgent alert again`,
  },
  'alert.close': {
    group: 'contacts',
    zh: (entry) => `${entry.actor.zh}处理完一条紧急提醒`,
    en: (entry) => `${entry.actor.en} closed an urgent alert`,
  },
  'group.enter': {
    group: 'case',
    zh: (entry) => `${entry.actor.zh}列入${group(entry, 'zh')}：${said(entry, 'because')}`,
    en: (entry) => `${entry.actor.en} entered it into ${group(entry, 'en')}: ${said(entry, 'because')}`,
  },
  'group.leave': {
    group: 'case',
    zh: (entry) => `${entry.actor.zh}移出${group(entry, 'zh')}：${said(entry, 'reason')}`,
    en: (entry) => `${entry.actor.en} took it out of ${group(entry, 'en')}: ${said(entry, 'reason')}`,
  },
  'group.approve': {
    group: null,
    zh: (entry) => `${entry.actor.zh}审定了${group(entry, 'zh')}名单（${said(entry, 'households')} 户）`,
    en: (entry) =>
      `${entry.actor.en} approved the list of ${group(entry, 'en')} (${said(entry, 'households')})`,
  },
  'group.export': {
    group: 'access',
    zh: (entry) =>
      `${entry.actor.zh}导出了${said(entry, 'unit')}的${group(entry, 'zh')}名单（${said(entry, 'households')} 户）`,
    en: (entry) =>
      `${entry.actor.en} took the list of ${group(entry, 'en')} of ${said(entry, 'unit')} (${said(entry, 'households')})`,
  },
  'scheme.movers': {
    group: null,
    zh: (entry) => `${entry.actor.zh}看了方案试算后会变级的家庭（${said(entry, 'households')} 户）`,
    en: (entry) =>
      `${entry.actor.en} looked at households whose tier a tried scheme would change (${said(entry, 'households')})`,
  },
  'scheme.movers-export': {
    group: null,
    zh: (entry) => `${entry.actor.zh}导出了方案试算后会变级的家庭（${said(entry, 'households')} 户）`,
    en: (entry) =>
      `${entry.actor.en} took the list of households whose tier a tried scheme would change (${said(entry, 'households')})`,
  },
  'scheme.draft': {
    group: null,
    zh: (entry) => `${entry.actor.zh}起草了评估方案：${said(entry, 'note')}`,
    en: (entry) => `${entry.actor.en} drafted a scheme of assessment: ${said(entry, 'note')}`,
  },
  'scheme.publish': {
    group: null,
    zh: (entry) => `${entry.actor.zh}发布了评估方案：${said(entry, 'note')}`,
    en: (entry) => `${entry.actor.en} published a scheme of assessment: ${said(entry, 'note')}`,
  },
  'scheme.withdraw': {
    group: null,
    zh: (entry) => `${entry.actor.zh}撤回了评估方案草稿：${said(entry, 'note')}`,
    en: (entry) => `${entry.actor.en} withdrew a draft scheme: ${said(entry, 'note')}`,
  },
}
