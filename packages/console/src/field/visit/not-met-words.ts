import { defineWords } from '@lastmile/web-kit'

export const notMetWords = defineWords({
  open: { zh: '没见到人', en: 'Nobody was met' },
  ask: { zh: '为什么没见到？', en: 'Why was nobody met?' },
  keeps: {
    zh: '点了就交上，表里写过的也一起交。这一家还留在名单上，改天再去；真搬走了的，请告诉街镇。',
    en: 'One tap hands it in, with whatever is written already. The family stays on the list for another day; tell the street of those who moved.',
  },
  cancel: { zh: '接着填表', en: 'Back to the form' },
})
