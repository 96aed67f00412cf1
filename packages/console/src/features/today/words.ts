import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  now: { zh: '现在要做', en: 'To do now' },
  changed: { zh: '有变化', en: 'What changed' },
  mine: { zh: '我的家庭', en: 'My households' },
  nowEmpty: { zh: '现在没有要赶着做的事', en: 'Nothing presses just now' },
  nowEmptyText: {
    zh: '新的事会出现在这里，最急的在最上面。',
    en: 'New things appear here, the most urgent first.',
  },
  changedEmpty: { zh: '这几天没有新变化', en: 'Nothing changed these days' },
  mineEmpty: { zh: '还没有由您陪伴的家庭', en: 'No household is paired with you yet' },
  count: { zh: '{count} 件', en: '{count}' },
  countHomes: { zh: '{count} 户', en: '{count}' },
  more: { zh: '还有 {count} 件', en: '{count} more' },
  moreHomes: { zh: '还有 {count} 户', en: '{count} more' },
  doors: { zh: '您的页面', en: 'Your pages' },
  figures: { zh: '辖区数字', en: 'Figures in scope' },
  never: { zh: '还没联系过', en: 'never contacted' },
  openHome: { zh: '打开家庭', en: 'Open the household' },
  reasons: { zh: '先看原因', en: 'See why first' },
  close: { zh: '收起', en: 'Close' },
  gapGone: { zh: '这一条已经有人处理了。', en: 'Somebody has dealt with this one.' },
  confirm: { zh: '确认，帮忙申请', en: 'Confirm and help apply' },
  dismiss: { zh: '不成立', en: 'It does not hold' },
  gapWhy: { zh: '{policy}：为什么可能符合', en: '{policy}: why it may fit' },
})
