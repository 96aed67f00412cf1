import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '我家的帮扶', en: 'Help for my family' },
  advisor: { zh: '陪伴我们的人', en: 'Who is beside us' },
  noAdvisor: { zh: '还没有安排，街道会尽快联系您', en: 'Nobody yet; the street will get in touch soon' },
  receiving: { zh: '正在享受', en: 'We receive' },
  receivingNone: { zh: '目前没有登记的待遇', en: 'No benefits are on record' },
  plan: { zh: '正在为我们做的事', en: 'What is being done' },
  planNone: {
    zh: '现在没有正在办的事。家里有困难，请打电话告诉我们。',
    en: 'Nothing is being done at present. If you need help, please call.',
  },
  dueOn: { zh: '预计办好', en: 'Expected by' },
  hours: { zh: '接电话的时间：{hours}', en: 'Answers the phone: {hours}' },
  call: { zh: '打电话 {phone}', en: 'Call {phone}' },
  call12345: { zh: '拨打 12345', en: 'Call 12345' },
  times: { zh: '{count} 次', en: '{count} times' },
  moreReaders: { zh: '再看 {count} 条', en: '{count} more' },
  needs: { zh: '我们的需要', en: 'What we need' },
  readers: { zh: '谁看过我家的资料', en: 'Who opened our file' },
  readersText: {
    zh: '每一次查看都会留下记录。觉得不对，请打电话给顾问，或拨打 12345。',
    en: 'Every look leaves a line. If something is wrong, call your advisor or 12345.',
  },
  readersNone: { zh: '还没有人看过', en: 'Nobody so far' },
  last: {
    zh: '有事找人：{name}，{hours}；夜间和急事请拨 12345。',
    en: 'A person to talk to: {name}, {hours}; at night or in need call 12345.',
  },
  lastNobody: { zh: '有事请拨 12345，随时有人接听。', en: 'Call 12345 at any time.' },
})
