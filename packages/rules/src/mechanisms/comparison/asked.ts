import { say } from '../../explain/words.ts'
import type { Comparator } from '../../language/tree.ts'
import type { Bilingual } from '../../screening/result.ts'

/** How a comparison reads, for money, numbers and days. */
export const ASKED: Readonly<Record<Comparator, { money: Bilingual; number: Bilingual; date: Bilingual }>> = {
  '<': { money: say('低于', 'below'), number: say('小于', 'less than'), date: say('早于', 'before') },
  '<=': {
    money: say('不高于', 'at most'),
    number: say('不大于', 'at most'),
    date: say('不晚于', 'no later than'),
  },
  '>': { money: say('高于', 'above'), number: say('大于', 'more than'), date: say('晚于', 'after') },
  '>=': {
    money: say('不低于', 'at least'),
    number: say('不小于', 'at least'),
    date: say('不早于', 'no earlier than'),
  },
  '=': { money: say('等于', 'equal to'), number: say('等于', 'equal to'), date: say('就是', 'the same as') },
  '!=': {
    money: say('不等于', 'other than'),
    number: say('不等于', 'other than'),
    date: say('不是', 'other than'),
  },
}
/** The comparison that holds when the other does not. */
export const OPPOSITE: Readonly<Record<Comparator, Comparator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '!=',
  '!=': '=',
}
