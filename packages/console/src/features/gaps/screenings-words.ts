import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '全部重算', en: 'Screenings of all households' },
  line: {
    zh: '每晚两点，全区每一户都按现行政策重新算一遍；哪家的情况有变，当时就算。',
    en: 'Every night at two, every household of the district is screened by the policies in force; one whose facts change, at once.',
  },
  screenAll: { zh: '现在全部重算', en: 'Screen everybody now' },
  asked: { zh: '已开始，算完会显示在下面', en: 'It has begun; the result will stand below' },
  next: { zh: '下一次自动重算', en: 'The next by itself' },
  night: { zh: '夜间重算', en: 'Nightly' },
  askedFor: { zh: '手动重算', en: 'Asked for' },
  published: { zh: '政策更新后重算', en: 'After new policies' },
  queued: { zh: '排队中', en: 'Waiting' },
  running: { zh: '正在算', en: 'Under way' },
  done: { zh: '算完了', en: 'Done' },
  failed: { zh: '中断了', en: 'Stopped' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  progress: { zh: '{done} / {total} 户', en: '{done} of {total} households' },
  result: {
    zh: '{done} 户 · 新发现 {opened} 条 · 关闭 {closed} 条',
    en: '{done} households · {opened} gaps found · {closed} closed',
  },
  failures: {
    zh: '{count} 户没有算成，请核对它们的资料',
    en: { one: '{count} household could not be screened', other: '{count} households could not be screened' },
  },
  emptyTitle: { zh: '还没有全部重算过', en: 'Not everybody was screened yet' },
  emptyText: { zh: '今晚两点会自动开始。', en: 'It begins by itself at two tonight.' },
})
