import { defineWords } from '@lastmile/web-kit'

export const words = defineWords({
  spiral: {
    zh: '有的单位还没登记位置，按顺序画在上级单位四周，只作示意。',
    en: 'Units without a recorded place are drawn around the unit above, in order.',
  },
  invented: {
    zh: '演示用的位置，不是真实地点。',
    en: 'Places are invented for the demo.',
  },
  none: {
    zh: '这台设备画不出地图，请看下面的表。',
    en: 'This device cannot draw the map; see the table.',
  },
})
