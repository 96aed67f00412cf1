import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  cliffs: { zh: '多挣一点反而更少', en: 'Earning more, having less' },
  cliff: {
    zh: '每月多收入 {rise}，补助会少 {less}，家里合计少 {net}。',
    en: '{rise} more income a month costs {less} of support: {net} less in all.',
  },
  lost: { zh: '少的是：', en: 'Lost:' },
  replay: { zh: '按当时的情况再算一次', en: 'As it was known on a day' },
  replayText: {
    zh: '用那天已经知道的情况、那天的规定重算，和今天比。',
    en: 'By what was known on that day and the rules of that day, compared with today.',
  },
  pastOnes: { zh: '以前看过的结果', en: 'Past screenings' },
  pastOne: { zh: '{at}，{by}看的', en: '{at}, seen by {by}' },
  choose: { zh: '选一次', en: 'choose one' },
  exact: { zh: '重算的结果和当时一字不差。', en: 'Made again, it is the same to the last letter.' },
  notExact: {
    zh: '重算的结果和当时不一样：当时的情况或规定后来被补记过。',
    en: 'Made again, it differs from what was said then: something of that time was added later.',
  },
  day: { zh: '哪一天', en: 'Day' },
  same: { zh: '和今天的结果一样。', en: 'The same as today.' },
  differs: {
    zh: '和今天不同的有 {count} 项',
    en: { one: '{count} answer differs', other: '{count} answers differ' },
  },
  before: { zh: '当时', en: 'then' },
  now: { zh: '今天', en: 'today' },
  eligible: { zh: '符合', en: 'fits' },
  ineligible: { zh: '不符合', en: 'does not fit' },
  unknown: { zh: '不能确定', en: 'cannot tell' },
  receiving: { zh: '在享受', en: 'receiving' },
})
