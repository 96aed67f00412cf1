import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '线索准不准', en: 'How well signals do' },
  line: {
    zh: '每条规则去看了多少家、真要帮的有多少、花了多少时间。白跑一趟，也是别人的一个钟头',
    en: 'Of each rule: how many were looked into, how many needed help, and the time it took. A false alarm is an hour of somebody’s legs',
  },
  yield: {
    zh: '{scope} · 提示 {flagged} 条，上门 {visited} 次，纳入帮扶 {takenIn} 户次，早已掌握 {known}，什么也没得到 {nothing}',
    en: '{scope} · flagged {flagged}, visited {visited}, taken in {takenIn}, known before {known}, got nothing {nothing}',
  },
  flagged: { zh: '提示', en: 'flagged' },
  visited: { zh: '上门', en: 'visited' },
  takenIn: { zh: '纳入帮扶', en: 'taken in' },
  known: { zh: '早已掌握', en: 'known' },
  nothing: { zh: '什么也没得到', en: 'got nothing' },
  open: { zh: '还没看', en: 'open' },
  lapsed: { zh: '自动关闭', en: 'closed by itself' },
  minutes: { zh: '花了 {hours} 小时', en: '{hours} hours' },
  each: { zh: '每帮到一户 {minutes} 分钟', en: '{minutes} minutes for each taken in' },
  precision: { zh: '查实 {share}', en: '{share} held' },
  between: {
    zh: '查了 {checked} 条，有 95% 的把握在 {lower} 到 {upper} 之间；底线 {floor}',
    en: '{checked} looked into; at 95 % between {lower} and {upper}; floor {floor}',
  },
  none: { zh: '还没人看过', en: 'Nobody has looked yet' },
  chart: {
    zh: '查实 {share}，区间 {lower} 到 {upper}，底线 {floor}',
    en: '{share} held, between {lower} and {upper}, floor {floor}',
  },
  keep: { zh: '够准', en: 'Good enough' },
  tune: { zh: '该调阈值', en: 'To be tuned' },
  retire: { zh: '该停用', en: 'To be given up' },
  wait: { zh: '看得还少', en: 'Too few looked into' },
  tuneText: {
    zh: '区间的下限低于底线：试试别的阈值。',
    en: 'The lower bound lies under the floor: try another threshold.',
  },
  retireText: {
    zh: '连区间的上限都低于底线：这条规则让人白跑，考虑停用。',
    en: 'Even the upper bound lies under the floor: this rule sends people in vain; consider giving it up.',
  },
  waitText: {
    zh: '至少看过 {least} 条才下结论。',
    en: 'Nothing is said before {least} were looked into.',
  },
  reason: { zh: '{reason} {count}', en: '{reason} {count}' },
  cite: { zh: '依据：{document} {clause}。{chosen}', en: 'Ground: {document} {clause}. {chosen}' },
  try: { zh: '试试别的阈值', en: 'Try other thresholds' },
  tryTitle: { zh: '{rule}：试阈值', en: '{rule}: try thresholds' },
  tryText: {
    zh: '拿过去一年看过的线索和现在的全部家庭来试，什么也不会改。真要改，请改规则文件。',
    en: 'Tried on the signals of the last year and on the households of today. Nothing changes; to change it, change the rule’s file.',
  },
  run: { zh: '试算', en: 'Try' },
  closeTry: { zh: '关闭', en: 'Close' },
  trialPast: {
    zh: '过去一年看过 {tried} 条：按新阈值会提示 {raised} 条，其中纳入帮扶 {takenIn} 条（现在是 {before} 条里 {beforeTaken} 条）。',
    en: 'Of {tried} looked into in the last year it would have raised {raised}, of which {takenIn} were taken in (now {beforeTaken} of {before}).',
  },
  trialMissed: {
    zh: '会漏掉 {missed} 户真要帮的，省下 {hours} 小时。',
    en: 'It would miss {missed} that needed help, and save {hours} hours.',
  },
  trialToday: {
    zh: '现在的 {households} 户里：现行阈值提示 {present} 户，新阈值提示 {now} 户。',
    en: 'Of {households} households today: the present threshold says it of {present}, the tried one of {now}.',
  },
  trialLoose: {
    zh: '放宽阈值会多提示的家庭没有人看过，准不准不知道。',
    en: 'What a wider threshold adds was never looked into: how well it would do is not known.',
  },
  trialPart: {
    zh: '（家庭很多，只试了前 {households} 户，共 {of} 户）',
    en: '(the first {households} of {of} only)',
  },
})
