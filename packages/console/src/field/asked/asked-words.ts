import { defineWords } from '@lastmile/web-kit'

export const askedWords = defineWords({
  title: { zh: '走访调研', en: 'Campaigns' },
  text: {
    zh: '请您去问的。填好的表有信号时自动交上去。',
    en: 'What you are asked to find out. Finished forms go out when there is signal.',
  },
  left: {
    zh: '还有 {count} 户',
    en: { one: '{count} household left', other: '{count} households left' },
  },
  fill: { zh: '填《{title}》', en: 'Fill in “{title}”' },
  goOn: { zh: '继续填《{title}》', en: 'Go on with “{title}”' },
  tried: { zh: '{day}去过，没见到人', en: 'Nobody was met on {day}' },
  elsewhere: {
    zh: '其中 {count} 户还没装进手机，同步后再看',
    en: {
      one: '{count} of them is not on the phone yet; sync first',
      other: '{count} of them are not on the phone yet; sync first',
    },
  },
})
