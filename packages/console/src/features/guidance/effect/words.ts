import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '政策效果', en: 'Effect of policies' },
  line: {
    zh: '{scope} · 谁享受到了，谁符合还没享受，为什么没办成，从核实到发放用了几天',
    en: '{scope}: who receives, who is entitled and does not, why not, and the days from confirmation to benefit',
  },
  policyTitle: { zh: '政策效果：{policy}', en: 'Effect: {policy}' },
  policy: { zh: '政策', en: 'Policy' },
  unit: { zh: '单位', en: 'Unit' },
  receiving: { zh: '在享受（户）', en: 'Receiving' },
  entitled: { zh: '符合条件（户）', en: 'Entitled' },
  open: { zh: '应享未享', en: 'Gaps' },
  confirmed: { zh: '已核实', en: 'Confirmed' },
  waiting: { zh: '等发放', en: 'Waiting' },
  dismissed: { zh: '不成立', en: 'Dismissed' },
  days: { zh: '几天拿到', en: 'Days to benefit' },
  daysOf: { zh: '{median} 天（{q1}–{q3}，{count} 件）', en: '{median} ({q1}–{q3}, {count} cases)' },
  noDays: { zh: '还没有', en: 'none yet' },
  bar: { zh: '符合条件的里 {share}% 还没享受', en: '{share}% of the entitled do not receive it yet' },
  all: { zh: '全部政策', en: 'All policies' },
  library: { zh: '政策内容', en: 'The policy' },
  export: { zh: '导出 CSV', en: 'Export CSV' },
  emptyTitle: { zh: '这里还没有数字', en: 'No figures here yet' },
  emptyText: { zh: '政策匹配跑过以后就有了。', en: 'They come with the first screening.' },
})
