import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '区里交办', en: 'Tasks from the bureau' },
  give: { zh: '交办一件事', en: 'Give a task' },
  streets: { zh: '交给哪个街镇', en: 'To which street' },
  allStreets: { zh: '全部街镇', en: 'All streets and towns' },
  taskTitle: { zh: '什么事', en: 'What' },
  body: { zh: '具体要求', en: 'Details' },
  dueOn: { zh: '哪天前回复', en: 'Reply by' },
  given: { zh: '已交办，街镇的救助骨干今天就会看到', en: 'Given; the street’s backbones see it today' },
  reply: { zh: '回复', en: 'Reply' },
  replyBody: { zh: '办得怎样', en: 'What was done' },
  replied: { zh: '已回复区里', en: 'Replied to the bureau' },
  accept: { zh: '收下', en: 'Accept' },
  returnIt: { zh: '退回补充', en: 'Return' },
  accepted: { zh: '已收下', en: 'Accepted' },
  returned: { zh: '已退回', en: 'Returned' },
  stateGiven: { zh: '等回复', en: 'Waiting for a reply' },
  stateReplied: { zh: '已回复，等区里看', en: 'Replied' },
  stateReturned: { zh: '退回补充', en: 'Returned' },
  stateAccepted: { zh: '已收下', en: 'Accepted' },
  emptyTitle: { zh: '没有交办的事', en: 'No tasks' },
  emptyText: {
    zh: '区里交办的事会出现在这里，到期前在“今天”提醒。',
    en: 'Tasks appear here and on Today before they are due.',
  },
  send: { zh: '确定', en: 'Confirm' },
})
