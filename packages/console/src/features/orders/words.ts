import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '我的志愿服务', en: 'My orders' },
  line: {
    zh: '接下以后才显示地址，办好以后地址会收起来',
    en: 'The address is shown once you accept, and put away when it is done',
  },
  emptyTitle: { zh: '现在没有人需要您帮忙', en: 'Nobody needs your help right now' },
  emptyText: {
    zh: '社区干部或社工请您帮忙时，会出现在这里。',
    en: 'When a cadre or social worker asks, it appears here.',
  },
  accept: { zh: '我来', en: 'I will do it' },
  decline: { zh: '去不了', en: 'I cannot' },
  done: { zh: '办好了', en: 'Done' },
  accepted: { zh: '谢谢，地址已经显示', en: 'Thank you; the address is shown now' },
  declined: { zh: '已告诉对方，会请别人', en: 'They are told and will ask somebody else' },
  reported: { zh: '谢谢您，已记下', en: 'Thank you; it is recorded' },
  report: { zh: '情况怎样', en: 'How it went' },
  minutes: { zh: '用了多少分钟', en: 'Minutes' },
  place: { zh: '地点：{place}', en: 'Place: {place}' },
  placeLater: { zh: '接受后显示地点', en: 'The place is shown after accepting' },
  askedBy: { zh: '{name}请您帮忙', en: '{name} asks for your help' },
})
