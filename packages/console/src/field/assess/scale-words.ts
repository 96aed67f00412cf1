import { defineWords } from '@lastmile/web-kit'

export const scaleWords = defineWords({
  title: { zh: '{name}家 · 量表', en: '{name}: scales' },
  which: { zh: '做哪一份', en: 'Which one' },
  none: { zh: '手机上还没有量表，先同步一次。', en: 'No scales on the phone yet; sync once.' },
  about: { zh: '给谁做', en: 'About whom' },
  tooYoung: { zh: '{age} 岁，这份量表从 {from} 岁起', en: '{age} years old; this scale begins at {from}' },
  how: { zh: '怎么做', en: 'How' },
  interview: { zh: '问一题答一题', en: 'Asked and answered' },
  self: { zh: '本人自己填', en: 'By oneself' },
  observer: { zh: '看着本人评', en: 'Observed' },
  proxy: { zh: '家里人代答', en: 'Somebody else answers' },
  guarded: {
    zh: '心理量表：答案和得分只有您、社工和督导能看到。交上去以后手机上不留。',
    en: 'Psychological: answers and score are for you, social workers and supervision. Nothing stays on the phone once sent.',
  },
  skip: {
    zh: '不想答的可以空着。有空的就没有得分，但危险的回答照样马上提醒。',
    en: 'A question may be left out. There is then no score, but an alarming answer is raised all the same.',
  },
  notApplicable: { zh: '从来不做这件事', en: 'Does not apply' },
  progress: { zh: '答了 {done} 题，共 {all} 题', en: '{done} of {all} answered' },
  points: { zh: '{score} 分（满 {max}）', en: '{score} of {max}' },
  noPoints: { zh: '还没有得分', en: 'No score yet' },
  band: { zh: '提示：{band}。这不是诊断。', en: 'Suggests: {band}. No diagnosis.' },
  crisisTitle: { zh: '出现危险信号，现在就这样做', en: 'An alarming answer: do this now' },
  crisisStay: { zh: '不要让本人独处。', en: 'Do not leave the person alone.' },
  crisisSent: {
    zh: '点“记下这份量表”。有信号就马上通知督导和社工；没有信号，请打电话告诉他们。',
    en: 'Record this scale. With signal, supervision and social workers are told at once; without, telephone them.',
  },
  safety: { zh: '做《{name}》', en: 'Take “{name}”' },
  watchTitle: { zh: '请留意', en: 'Please note' },
  save: { zh: '记下这份量表', en: 'Record this scale' },
  saved: { zh: '记下了', en: 'Recorded' },
  savedText: {
    zh: '有信号时自动交上去。没有交上去以前，只在这部手机上。',
    en: 'It goes out when there is signal; until then it is on this phone alone.',
  },
  another: { zh: '再做一份', en: 'Another one' },
  toFamily: { zh: '回到这一家', en: 'Back to the family' },
  licence: { zh: '来源和许可', en: 'Source and licence' },
  full: {
    zh: '手机存储满了，这份还没有存下。请不要关掉这一页：删掉一些照片或应用，再点一次。',
    en: 'The phone is full and this is not kept yet. Keep this page open, delete photos or apps, and tap again.',
  },
})
