import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  guarded: { zh: '受保护的政策（合计）', en: 'Protected policies, together' },
  few: { zh: '少于 10', en: 'below 10' },
  guardedLine: {
    zh: '只给全区合计，少于 10 的不显示，其余取到 5 的倍数。',
    en: 'One sum over the district: none below 10, the others in steps of 5.',
  },
  title: { zh: '找得准不准', en: 'How well gaps hold' },
  line: {
    zh: '核实成立的，除以核实成立与判为“本来就不是”的总和。本人不愿、联系不上、另有帮助，不算政策找错。',
    en: 'Confirmed ones, over these and those dismissed as no gap at all. Not wanting help, or not being reached, does not count against a policy.',
  },
  total: {
    zh: '共发现 {found} 条，核实成立 {confirmed} 条，判为不是 {wrong} 条',
    en: '{found} found, {confirmed} confirmed, {wrong} dismissed as none',
  },
  rate: { zh: '准确率', en: 'Precision' },
  policy: { zh: '政策', en: 'Policy' },
  found: { zh: '发现', en: 'Found' },
  open: { zh: '待处理', en: 'Open' },
  confirmed: { zh: '核实成立', en: 'Confirmed' },
  dismissed: { zh: '不成立', en: 'Dismissed' },
  benefit: { zh: '已享受', en: 'Benefit arrived' },
  other: { zh: '情况变了', en: 'Facts changed' },
  undecided: { zh: '还没有人判断', en: 'Nobody decided yet' },
  reason: { zh: '{reason} {count} 条', en: '{reason}: {count}' },
  noReason: { zh: '没写原因', en: 'No reason' },
  counted: { zh: '计入找错', en: 'counts as wrong' },
  emptyTitle: { zh: '还没有发现过应享未享', en: 'No gap was found yet' },
  emptyText: {
    zh: '发现并处理之后，这里按政策统计准不准。',
    en: 'Once gaps are found and decided, they are counted here by policy.',
  },
})
