import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '数据来源', en: 'Sources' },
  line: {
    zh: '各部门的名单什么时候来过、质量怎样、说法不一时听谁的',
    en: 'When each department’s list last came, how good it is, and who wins where they differ',
  },
  tabs: { zh: '数据来源', en: 'Sources' },
  overview: { zh: '来源情况', en: 'Overview' },
  conflicts: { zh: '说法不一', en: 'Contradictions' },
  figures: {
    zh: '共 {count} 个来源，{came} 个来过，{late} 个该来没来',
    en: '{count} sources, {came} have come, {late} are overdue',
  },
  never: { zh: '还没有来过', en: 'Never came' },
  lastOf: { zh: '最近一份说的是 {day} 的情况', en: 'The last list speaks of {day}' },
  late: { zh: '该来没来', en: 'Overdue' },
  due: { zh: '下一份：', en: 'Next: ' },
  noRhythm: { zh: '不定期', en: 'No fixed rhythm' },
  every: { zh: '每 {count} 个月一份', en: { one: 'Every month', other: 'Every {count} months' } },
  rows: {
    zh: '{rows} 行，写入 {accepted}，没有收下 {refused}，待核对 {review}',
    en: '{rows} rows, {accepted} accepted, {refused} refused, {review} to review',
  },
  refusedShare: { zh: '历次没有收下的占 {share}', en: '{share} of all rows refused so far' },
  imports: { zh: '来过 {count} 次', en: { one: 'came once', other: 'came {count} times' } },
  withdrawn: { zh: '撤回 {count} 次', en: { one: 'one withdrawn', other: '{count} withdrawn' } },
  contradicted: {
    zh: '和别的来源说法不一 {count} 处',
    en: { one: '1 contradiction', other: '{count} contradictions' },
  },
  twiceTitle: { zh: '填了两遍的', en: 'Typed twice' },
  twiceLine: {
    zh: '部门名单里已经有、又让人填了一遍的内容（近 90 天）。每一条都是系统没做好：已经有的不该再问。',
    en: 'Values that a list had brought and somebody typed again (90 days). Each is a defect of the system: what is known must not be asked again.',
  },
  twiceNone: { zh: '近 90 天没有填两遍的。', en: 'Nothing was typed twice in 90 days.' },
  twiceCount: { zh: '{count} 次，{people} 人', en: '{count} times, by {people}' },
  had: { zh: '{source}已经有', en: '{source} had it' },
  ruleTitle: { zh: '说法不一时听谁的', en: 'Who wins where sources differ' },
  ruleLine: {
    zh: '下面这些内容有先后：排在前面的来源说过，就以它为准。其余的以说得最新的为准（先看从哪天起，再看哪天知道）。',
    en: 'For these facts there is an order: the first source that said anything wins. For all others the newest statement wins (by the day from which it holds, then by the day it was learned).',
  },
  noConflictsTitle: { zh: '没有说法不一的地方', en: 'No contradictions' },
  noConflictsText: {
    zh: '各来源对同一家、同一件事的说法一致。',
    en: 'All sources say the same of the same people.',
  },
  conflictsLine: {
    zh: '同一件事，两个来源说得不一样。现在用的是哪个、按哪条规则，都写在这里；点开可以看全部来龙去脉。',
    en: 'Two sources say different things of one fact. Which is used now, and by which rule; open it for all that was ever said.',
  },
  uses: { zh: '现在用', en: 'Used' },
  not: { zh: '没有用', en: 'Not used' },
  byOrder: { zh: '按先后', en: 'by the order of sources' },
  byNewest: { zh: '以最新的为准', en: 'the newest wins' },
  total: { zh: '共 {count} 处', en: { one: '{count} contradiction', other: '{count} contradictions' } },
  home: { zh: '家庭', en: 'Household' },
})
