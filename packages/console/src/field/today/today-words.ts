import { defineWords } from '@lastmile/web-kit'

export const todayWords = defineWords({
  fromHere: { zh: '从我现在的位置排起', en: 'Begin from where I am' },
  fromHereWhy: {
    zh: '只用来排这一次的次序，不保存，也不上传。',
    en: 'Used once, for this order; neither kept nor sent.',
  },
  fromHereOn: { zh: '已从您现在的位置排起', en: 'The order begins where you are' },
  fromHereOff: { zh: '不用我的位置了', en: 'Do not use my place' },
  noPlace: { zh: '手机没有给出位置，次序照旧。', en: 'The phone gave no place; the order stays.' },
  sketch: { zh: '今天的路线草图', en: 'A sketch of the day' },
  sketchText: {
    zh: '只画了方向和远近，没有路。上面是北。合计约 {km} 公里（直线）。',
    en: 'Directions and distances alone, no streets. North is above. About {km} km as the crow flies.',
  },
  sketchLabel: { zh: '{count} 家，按次序连线', en: '{count} families, joined in their order' },
  here: { zh: '我', en: 'Me' },
})
