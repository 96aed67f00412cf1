import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '操作记录', en: 'Ledger' },
  line: { zh: '谁、什么时候、对哪个家庭做了什么', en: 'Who did what, when, on whose data' },
  count: { zh: '共 {count} 条', en: { one: '{count} entry', other: '{count} entries' } },
  household: { zh: '家庭编号', en: 'Household number' },
  action: { zh: '操作代码', en: 'Action code' },
  from: { zh: '从哪天', en: 'From' },
  to: { zh: '到哪天', en: 'To' },
  at: { zh: '时间', en: 'When' },
  who: { zh: '谁', en: 'Who' },
  what: { zh: '做了什么', en: 'What' },
  block: { zh: '封存', en: 'Sealed' },
  notSealed: { zh: '待封存', en: 'Waiting' },
  blockNo: { zh: '第 {no} 块', en: 'Block {no}' },
  verify: { zh: '核验完整性', en: 'Verify the chain' },
  intact: {
    zh: '{count} 条记录完整无损，最近的封存码 {root}',
    en: '{count} entries are intact; head {root}',
  },
  broken: {
    zh: '第 {seq} 条与封存时不一致，请立即联系管理员',
    en: 'Entry {seq} is not what was sealed; tell the administrator at once',
  },
  emptyTitle: { zh: '没有符合条件的记录', en: 'No entries match' },
  system: { zh: '平台自动', en: 'The platform' },
})
