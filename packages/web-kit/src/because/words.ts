import { defineWords } from '../language/words.ts'

export const words = defineWords({
  yes: { zh: '符合', en: 'Holds' },
  no: { zh: '不符合', en: 'Does not hold' },
  unknown: { zh: '还不知道', en: 'Not known yet' },
  value: { zh: '数值', en: 'Value' },
  verified: { zh: '已核实', en: 'Verified' },
  secondHand: { zh: '转引，未见原文', en: 'Second-hand' },
  unverified: { zh: '未核实', en: 'Unverified' },
  factUnknown: { zh: '未知', en: 'unknown' },
  from: { zh: '来自{source}', en: 'from {source}' },
  yesValue: { zh: '是', en: 'yes' },
  noValue: { zh: '否', en: 'no' },
})
