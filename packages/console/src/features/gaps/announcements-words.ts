import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '提前提醒', en: 'Announced in advance' },
  line: {
    zh: '今后 90 天里，哪家会因为满岁数、证件到期、待遇到期或标准调整，多一份或少一份待遇。每晚更新。',
    en: 'Who will gain or lose a benefit within 90 days by a birthday, a certificate or benefit that ends, or a changed figure. Made anew each night.',
  },
  count: {
    zh: '{scope} · 共 {count} 条',
    en: { one: '{scope} · {count} announcement', other: '{scope} · {count} announcements' },
  },
  day: { zh: '哪天', en: 'Day' },
  what: { zh: '会怎样', en: 'What' },
  cause: { zh: '因为', en: 'Because' },
  amount: { zh: '金额', en: 'Amount' },
  whyOf: { zh: '{name}家 {policy}：到那天的依据', en: '{name}: {policy}, reasons on that day' },
  gains: { zh: '可以享受{policy}', en: 'Entitled to {policy}' },
  loses: { zh: '不再符合{policy}', en: 'No longer qualifies for {policy}' },
  more: { zh: '{policy}会增加', en: 'More from {policy}' },
  less: { zh: '{policy}会减少', en: 'Less from {policy}' },
  ends: { zh: '{policy}到期', en: '{policy} ends' },
  emptyTitle: { zh: '今后 90 天没有要提醒的', en: 'Nothing to announce within 90 days' },
  emptyText: { zh: '每晚会再算一遍。', en: 'It is reckoned anew each night.' },
})
