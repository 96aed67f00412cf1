import type { Cell } from '../files/cell.ts'
import { plain, saysNothing } from './clean.ts'
import { smallNumber } from './date.ts'
import { found, NOTHING, type Reading, wrong } from './reading.ts'

export interface NumberRules {
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

const UNIT = /(?:周岁|岁|人|口|个月|个|月|年|次|级|平方米|平米|㎡|m2|m²)$/i

/** A number with or without its unit: `3人`, `二级`, `Ⅱ`, `38.5㎡`, full-width digits. */
export function readNumber(cell: Cell | null, rules: NumberRules): Reading<number> {
  if (saysNothing(cell)) return NOTHING
  if (cell.kind === 'date') return wrong('number_unreadable')
  const number = cell.kind === 'number' && cell.number !== null ? cell.number : numberOf(plain(cell.text))
  if (number === null) return wrong('number_unreadable')
  if (rules.whole && !Number.isInteger(number)) return wrong('number_not_whole')
  if (number < rules.min || number > rules.max) {
    return wrong('number_out_of_range', { min: rules.min, max: rules.max })
  }
  return found(number)
}

function numberOf(text: string): number | null {
  const bare = text.replace(/\s/g, '').replace(UNIT, '')
  if (/^-?\d{1,12}(\.\d{1,6})?$/.test(bare)) return Number(bare)
  if (/^-?\d{1,3}(,\d{3})+$/.test(bare)) return Number(bare.replaceAll(',', ''))
  if (/^[一二三四五六七八九]?十?[一二三四五六七八九]?$/.test(bare) && bare !== '') return smallNumber(bare)
  const roman = ['I', 'II', 'III', 'IV', 'V', 'VI'].indexOf(bare.toUpperCase())
  return roman >= 0 ? roman + 1 : null
}
