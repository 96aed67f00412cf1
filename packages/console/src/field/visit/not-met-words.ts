import { defineWords } from '@lastmile/web-kit'

export const notMetWords = defineWords({
  open: { zh: '没见到人', en: 'Nobody was met' },
  ask: { zh: '为什么没见到？', en: 'Why was nobody met?' },
  keeps: {
    zh: '点了就交上，表里写过的字也一起交。没人在家的，这一家还留在名单上，下次再去。',
    en: 'One tap hands it in, with whatever is written already. The family stays on the list for another day.',
  },
  cancel: { zh: '接着填表', en: 'Back to the form' },
})
