import { type Fen, fenFromYuan, formatYuan } from '@lastmile/domain'
import type { Cell } from '../files/cell.ts'
import { plain, saysNothing } from './clean.ts'
import { found, NOTHING, type Reading, wrong } from './reading.ts'

export interface MoneyRules {
  /** In fen. */
  readonly min: Fen
  readonly max: Fen
}

/** What a figure of a column is multiplied with, and divided by, to give yuan. */
export interface Scale {
  readonly times: number
  readonly by: number
}

const UNIT = /(?:元整|元|圆整?|块|rmb|cny|人民币)?(?:[/每]?(?:人|户)?[/每]?(?:月|年))?$/i

/** Fen of an amount in yuan as rosters write it: `1,450.00`, `￥1450`, `1450元/月`, `1.2万元`, full-width digits, a number cell. */
export function readMoney(cell: Cell | null, rules: MoneyRules, scale: Scale | null = null): Reading<Fen> {
  if (saysNothing(cell)) return NOTHING
  if (cell.kind === 'date') return wrong('money_is_date')
  const isNumber = cell.kind === 'number' && cell.number !== null
  const fen =
    scale === null
      ? isNumber
        ? fenOfNumber(cell.number ?? 0)
        : fenOfText(plain(cell.text))
      : fenInUnit(isNumber ? String(cell.number) : plain(cell.text), scale)
  if (typeof fen !== 'number') return fen
  if (fen < rules.min || fen > rules.max) {
    return wrong('number_out_of_range', { min: formatYuan(rules.min), max: formatYuan(rules.max) })
  }
  return found(fen)
}

/** A computed cell holds 1449.9999999999998 where it shows 1450: what lies within a millionth of a fen is that fen. */
function fenOfNumber(yuan: number): Fen | Reading<Fen> {
  const fen = Math.round(yuan * 100)
  return Math.abs(yuan * 100 - fen) < 1e-4 ? fen : wrong('money_decimals')
}

function fenOfText(text: string): Fen | Reading<Fen> {
  const bare = text
    .replace(/\s/g, '')
    .replace(/^(?:人民币|rmb|cny)/i, '')
    .replace(/^[¥￥$]/, '')
  if (/\d[-~～至到]\d/.test(bare)) return wrong('money_not_one_number')
  const tenThousands = /^(-?[\d.,]+)万(?:元)?(?:[/每](?:月|年))?$/.exec(bare)
  if (tenThousands) return scaled(withoutCommas(tenThousands[1] ?? ''), 10_000)
  const amount = withoutCommas(bare.replace(UNIT, '').replace(/^\((.+)\)$/, '-$1'))
  if (amount === null) return wrong('money_grouping')
  const fen = fenFromYuan(amount)
  if (fen !== null) return fen
  return /^-?\d+\.\d{3,}$/.test(amount) ? scaled(amount, 1) : wrong('money_unreadable')
}

/** A figure that is counted in another unit than yuan; a year's sum that does not divide is rounded to the fen. */
function fenInUnit(text: string, { times, by }: Scale): Fen | Reading<Fen> {
  const bare = text.replace(/\s/g, '').replace(/^[¥￥$]/, '')
  const amount = withoutCommas(bare.replace(UNIT, ''))
  if (amount === null) return wrong('money_grouping')
  if (!/^-?\d{1,13}(\.\d+)?$/.test(amount)) return wrong('money_unreadable')
  return by === 1 ? fenOfNumber(Number(amount) * times) : Math.round((Number(amount) * times * 100) / by)
}

function scaled(amount: string | null, by: number): Fen | Reading<Fen> {
  if (amount === null) return wrong('money_grouping')
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return wrong('money_unreadable')
  return fenOfNumber(Number(amount) * by)
}

/** Drops thousands separators; null when they stand where none belongs, since then nobody knows what was meant. */
function withoutCommas(text: string): string | null {
  if (!text.includes(',')) return text
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) || /^-?\d{1,4}(,\d{4})+(\.\d+)?$/.test(text)
    ? text.replaceAll(',', '')
    : null
}
