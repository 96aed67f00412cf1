import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  family: { zh: '家庭', en: 'Household' },
  place: { zh: '居村', en: 'Committee' },
  why: { zh: '为什么', en: 'Why' },
  whyClose: { zh: '收起原因', en: 'Close reasons' },
})
