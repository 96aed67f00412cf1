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
  late: { zh: '已过期', en: 'overdue' },
  figures: { zh: '辖区数字', en: 'Figures in scope' },
})
