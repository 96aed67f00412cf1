import { defineWords } from '@lastmile/web-kit'

/** What the filters of households are called, wherever households are chosen by them. */
export const filterWords = defineWords({
  all: { zh: '全部', en: 'All' },
  mine: { zh: '我陪伴的', en: 'Paired with me' },
  'with-gaps': { zh: '有应享未享', en: 'With gaps' },
  'with-needs': { zh: '有需求', en: 'With needs' },
  receiving: { zh: '在享政策', en: 'Receiving' },
  'in-case': { zh: '个案中', en: 'In a case' },
  unpaired: { zh: '还没结对', en: 'Without an advisor' },
  overdue: { zh: '该联系了', en: 'Contact overdue' },
})
