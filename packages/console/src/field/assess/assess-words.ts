import { defineWords } from '@lastmile/web-kit'

export const assessWords = defineWords({
  title: { zh: '困难评估', en: 'Hardship' },
  none: { zh: '还没有评估过', en: 'Not assessed yet' },
  settled: { zh: '已经定为{tier}', en: 'Decided: {tier}' },
  second: { zh: '报的是{tier}，等街镇复核', en: '{tier}, waiting for the street' },
  open: { zh: '系统建议{tier}，还没有人确认', en: 'Proposed: {tier}; nobody has confirmed it' },
  due: { zh: '{day}前再评一次', en: 'To be assessed again before {day}' },
  decided: { zh: '手机上算：{tier}', en: 'Worked out on this phone: {tier}' },
  between: {
    zh: '手机上算：在{graver}和{milder}之间',
    en: 'Worked out on this phone: between {graver} and {milder}',
  },
  hidden: {
    zh: '按手机上知道的算，不是决定。受保护的情况不算在内。',
    en: 'By what this phone knows; no decision. Protected circumstances are left out.',
  },
  asks: { zh: '先问清这一件', en: 'Ask this first' },
  decides: { zh: '问清这一件，级别就定了', en: 'This decides the tier' },
  nothing: { zh: '手机上没有还能问清的了', en: 'Nothing more can be asked on this phone' },
  skip: { zh: '问不到，换一件', en: 'No answer; another one' },
  record: { zh: '记下回答', en: 'Record the answer' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  takeScale: { zh: '做一份量表', en: 'Take a scale' },
  takeThis: { zh: '做《{name}》', en: 'Take “{name}”' },
  full: {
    zh: '手机存储满了，这个回答还没有存下。删掉一些照片或应用，再点一次。',
    en: 'The phone is full and this answer is not kept yet. Delete photos or apps and tap again.',
  },
  noScheme: { zh: '先同步一次，手机上才能评估。', en: 'Sync once, so that the phone can assess.' },
  failed: {
    zh: '这家的情况有读不懂的地方：{reason}',
    en: 'Something about this family cannot be read: {reason}',
  },
})
