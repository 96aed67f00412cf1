import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  title: { zh: '请您回答几个问题', en: 'A few questions for you' },
  forWhom: { zh: '给{name}的几个问题', en: 'A few questions for {name}' },
  intro: {
    zh: '{name}想更了解您的情况。没有对错，照您自己的感觉选就好；不想答的可以空着。',
    en: '{name} would like to understand how you are. Nothing is right or wrong; leave out what you like.',
  },
  whoReadsGuarded: {
    zh: '您的回答只有{name}、社工和督导能看到。',
    en: 'Only {name}, social workers and their supervision read your answers.',
  },
  whoReads: {
    zh: '您的回答给陪伴您家的工作人员看，好安排帮助。',
    en: 'The people beside your family read your answers, so that help can be arranged.',
  },
  notApplicable: { zh: '没有这样的事', en: 'Does not apply' },
  send: { zh: '答好了', en: 'Done' },
  thanks: { zh: '谢谢您告诉我们', en: 'Thank you for telling us' },
  thanksText: {
    zh: '您的回答已经交到帮您的人手里。',
    en: 'Your answers are with the people who help you.',
  },
  callsTitle: { zh: '谢谢您愿意说出来', en: 'Thank you for saying it' },
  callsText: {
    zh: '您不用一个人扛。我们已经请社工马上跟您联系。这会儿请找个信得过的人陪着您。',
    en: 'You need not carry this alone. A social worker will be in touch at once. Please stay with somebody you trust.',
  },
  help: {
    zh: '什么时候觉得难受，都可以打电话说说：',
    en: 'Whenever it feels hard, you can call and talk:',
  },
  call12356: { zh: '12356 心理援助热线', en: '12356, the helpline' },
  call120: { zh: '有危险时拨 120', en: '120 in danger' },
  handBack: { zh: '好了，请把手机还给工作人员。', en: 'All done. Please give the phone back.' },
  opening: { zh: '正在打开…', en: 'Opening…' },
  licence: { zh: '来源和许可：{text}', en: 'Source and licence: {text}' },
  wording: { zh: '用字：{wording}', en: 'Wording: {wording}' },
})
