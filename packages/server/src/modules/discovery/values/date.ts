import { isLegalDate } from '@lastmile/domain'
import type { Cell } from '../files/cell.ts'
import { dayOfSerial } from '../files/xlsx/date-formats.ts'
import { plain, saysNothing } from './clean.ts'
import { found, NOTHING, type Reading, wrong } from './reading.ts'

export interface DateRules {
  /** The legal day of the import; later days are refused unless `future` allows them. */
  readonly today: string
  readonly future?: boolean
  /** `month`: a month is enough, and means its first day. */
  readonly precision: 'day' | 'month'
}

const CHINESE_DIGITS = '〇一二三四五六七八九'

/**
 * Reads a day in the ways rosters write it: a date cell, an Excel serial number, `2025-06-01`, `2025/6/1`, `2025.6.1`,
 * `2025年6月1日`, `20250601`, `二〇二五年六月一日`, a time behind it left out; with month precision also `2025年6月`,
 * `2025-06`, `202506`. Two-digit years and the month-first order are refused: they cannot be told apart from others.
 */
export function readDate(cell: Cell | null, rules: DateRules): Reading<string> {
  if (saysNothing(cell)) return NOTHING
  if (cell.kind === 'date') return check(cell.text, 'day', rules)
  const text = plain(cell.text)
  if (cell.kind === 'number' && cell.number !== null) return readNumber(cell.number, text, rules)
  if (cell.kind === 'plain' && /^\d{5}$/.test(text)) return readNumber(Number(text), text, rules)
  return readText(text, cell.kind === 'plain', rules)
}

function readNumber(number: number, text: string, rules: DateRules): Reading<string> {
  if (/^(19|20|21)\d{6}$/.test(text)) return check(dashed(text), 'day', rules)
  if (/^(19|20|21)\d{4}$/.test(text)) return check(`${text.slice(0, 4)}-${text.slice(4)}-01`, 'month', rules)
  if (number >= 3_000 && number < 80_000 && !/^(19|20)\d\d$/.test(text) && !isYearAndMonth(text)) {
    const day = dayOfSerial(number, false)
    return day ? check(day, 'day', rules) : wrong('date_unreadable')
  }
  return readText(text, true, rules)
}

/** 2025.6 typed as a number: a year, a point and a month. */
function isYearAndMonth(text: string): boolean {
  return /^(19|20)\d\d\.\d{1,2}$/.test(text)
}

function dashed(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** @param isNumberlike whether a final zero may have been lost: `2025.10` typed into a spreadsheet becomes `2025.1`. */
function readText(input: string, isNumberlike: boolean, rules: DateRules): Reading<string> {
  const text = withArabicDigits(input)
    .replace(/[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/, '')
    .replace(/(起|止|生|始|以来)$/, '')
    .replace(/\s/g, '')
  if (/^(19|20|21)\d{6}$/.test(text)) return check(dashed(text), 'day', rules)
  if (/^(19|20|21)\d{4}$/.test(text)) return check(`${text.slice(0, 4)}-${text.slice(4)}-01`, 'month', rules)
  const full = /^(\d{4})(?:[-/.．–—]|年)(\d{1,2})(?:[-/.．–—]|月)(\d{1,2})[日号]?$/.exec(text)
  if (full) return check(joined(full), 'day', rules)
  const month = /^(\d{4})(?:([-/.．–—])|年)(\d{1,2})月?$/.exec(text)
  if (month) {
    if (isNumberlike && month[2] === '.' && month[3] === '1')
      return wrong('date_lost_zero', { year: month[1] ?? '' })
    return check(`${month[1]}-${month[3]?.padStart(2, '0')}-01`, 'month', rules)
  }
  if (/^\d{1,2}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?$/.test(text)) return wrong('date_two_digit_year')
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(text)) return wrong('date_order')
  return wrong('date_unreadable')
}

function joined(match: RegExpExecArray): string {
  return `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
}

/** 二〇二五年六月十五日 → 2025年6月15日. */
function withArabicDigits(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/.test(text)) return text
  const year = text
    .replace(/[零○]/g, '〇')
    .replace(/^[〇一二三四五六七八九]{4}/, (digits) =>
      Array.from(digits, (digit) => CHINESE_DIGITS.indexOf(digit)).join(''),
    )
  return year.replace(/[一二三四五六七八九]?十?[一二三四五六七八九]?(?=[月日号])/g, (part) =>
    part === '' ? '' : String(smallNumber(part)),
  )
}

/** 二十三 → 23, for numbers below a hundred. */
export function smallNumber(text: string): number {
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (letter: string): number => Math.max(0, CHINESE_DIGITS.indexOf(letter))
  return (text.includes('十') ? (tens === '' ? 1 : digit(tens)) * 10 : 0) + (ones === '' ? 0 : digit(ones))
}

function check(day: string, precision: 'day' | 'month', rules: DateRules): Reading<string> {
  if (!isLegalDate(day)) return wrong('date_not_in_calendar')
  if (precision === 'month' && rules.precision === 'day') return wrong('date_day_missing')
  if (day < '1900-01-01') return wrong('date_unreadable')
  if (!rules.future && day > rules.today) return wrong('date_in_future', { today: rules.today })
  return found(day)
}
