import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '经过', en: 'What happened' },
  filter: { zh: '看哪一类', en: 'Which kind' },
  all: { zh: '全部', en: 'All' },
  facts: { zh: '情况', en: 'Facts' },
  benefits: { zh: '待遇', en: 'Benefits' },
  gaps: { zh: '应享未享', en: 'Gaps' },
  signals: { zh: '线索', en: 'Signals' },
  needs: { zh: '需求', en: 'Needs' },
  plan: { zh: '服务', en: 'Plan' },
  contacts: { zh: '联系', en: 'Contacts' },
  case: { zh: '个案', en: 'Case' },
  import: { zh: '名单', en: 'Imports' },
  access: { zh: '查看记录', en: 'Who looked' },
  empty: { zh: '这一类还没有发生过什么', en: 'Nothing of this kind has happened yet' },
  shown: { zh: '已显示 {shown} / {total} 条', en: '{shown} of {total} shown' },
  more: { zh: '再看以前的', en: 'Show earlier' },
  system: { zh: '平台', en: 'Platform' },
})
