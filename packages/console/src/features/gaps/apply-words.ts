import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '怎样申请', en: 'How to apply' },
  fold: { zh: '怎样申请、申请表', en: 'How to apply, and the form' },
  materials: { zh: '要带的材料', en: 'What to bring' },
  materialsNone: { zh: '政策里没有列出，请先问窗口。', en: 'None are listed; ask the counter first.' },
  missing: { zh: '还要问清的', en: 'Still to ask' },
  missingNone: { zh: '没有', en: 'Nothing' },
  where: { zh: '到哪里办', en: 'Where' },
  form: { zh: '申请表', en: 'Application form' },
  formHint: {
    zh: '已按现有资料填好，证件号码遮住、留空手填。取表会记入操作记录。',
    en: 'Filled with what is known; identity numbers are masked, with a blank. Taking it stands in the ledger.',
  },
  full: { zh: '带完整证件号码的表', en: 'With full identity numbers' },
  take: { zh: '取表', en: 'Take it' },
  format: { zh: '格式', en: 'Format' },
  purpose: { zh: '用途', en: 'Purpose' },
  purposeApply: { zh: '帮助本人递交申请', en: 'To hand in the application' },
  purposeHint: {
    zh: '用途和每个人的号码都会记入操作记录，本人查得到。',
    en: 'The purpose stands in the ledger, and the person can see it.',
  },
})
