import { formatYuan } from '@lastmile/domain/money'
import type { Shape } from '../language/tree.ts'
import { dayText } from '../mechanisms/calendar/days.ts'
import { roundQuotient } from '../mechanisms/rounding/modes.ts'
import type { Bilingual, Confidence } from '../screening/result.ts'
import type { Exact } from './walker.ts'

/** A text of both languages from its two halves. */
export function say(zh: string, en: string): Bilingual {
  return { zh, en }
}

export const UNKNOWN = say('还不知道', 'not known yet')

const UNITS: Readonly<Record<string, Bilingual>> = {
  year: say('岁', ''),
  month: say('个月', ' months'),
  person: say('人', ''),
  grade: say('级', ''),
  time: say('次', ' times'),
  m2: say('平方米', ' m²'),
}

/** 1,720 元; 1,720.50 元. */
export function sayFen(fen: number): Bilingual {
  const text = formatYuan(fen).replace(/\.00$/, '')
  return say(`${text} 元`, `${text} yuan`)
}

/** A number in words: money to the fen, with 约 where it goes on; a number with its unit. */
export function sayNumber(value: Exact, shape: Shape): Bilingual {
  if (shape.money) {
    const fen = toScale(value, 2)
    const about = isExactAt(value, 2) ? '' : '约 '
    const text = sayFen(fen)
    return say(`${about}${text.zh}`, `${about ? 'about ' : ''}${text.en}`)
  }
  const unit = UNITS[shape.unit ?? ''] ?? say('', '')
  const text = plainNumber(value)
  return say(unit.zh ? `${text} ${unit.zh}` : text, `${text}${unit.en}`)
}

/** 2026-07-01 as 2026年7月1日. */
export function sayDay(day: number): Bilingual {
  const text = dayText(day)
  const [year, month, date] = text.split('-').map(Number)
  return say(`${year}年${month}月${date}日`, text)
}

/** Digits of a number, at most four after the point. */
export function plainNumber(value: Exact): string {
  const scaled = toScale(value, 4)
  const sign = scaled < 0 ? '-' : ''
  const digits = String(Math.abs(scaled)).padStart(5, '0')
  const decimals = digits.slice(-4).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -4)}${decimals ? `.${decimals}` : ''}`
}

/** The value at a scale, rounded half up. */
export function toScale(value: Exact, scale: number): number {
  const up = 10 ** Math.max(0, scale - value.scale)
  const down = 10 ** Math.max(0, value.scale - scale)
  return roundQuotient(value.top * up, value.bottom * down, 'half-up')
}

function isExactAt(value: Exact, scale: number): boolean {
  const up = 10 ** Math.max(0, scale - value.scale)
  const down = 10 ** Math.max(0, value.scale - scale)
  return (value.top * up) % (value.bottom * down) === 0
}

/** The mark that a figure carries wherever it is shown. */
export function mark(confidence: Confidence): Bilingual {
  if (confidence === 'verified') return say('', '')
  return confidence === 'second-hand'
    ? say('〔转引待确认〕', ' [second-hand]')
    : say('〔未核实〕', ' [unverified]')
}

/** A figure of the law as it reads in a rule: 低保标准（1,690 元〔转引待确认〕）. `value`: null when nobody knows it. */
export function sayFigure(
  label: Bilingual,
  value: number | null,
  shape: Shape,
  confidence: Confidence,
): Bilingual {
  if (value === null) return say(`${label.zh}（当日没有数值）`, `${label.en} (no value on the day)`)
  const shown = sayNumber({ top: value, bottom: 1, scale: shape.scale }, shape)
  const sure = mark(confidence)
  return say(`${label.zh}（${shown.zh}${sure.zh}）`, `${label.en} (${shown.en}${sure.en})`)
}

/** Joins texts of both languages. */
export function joinTexts(texts: readonly Bilingual[], zh: string, en: string): Bilingual {
  return say(texts.map((text) => text.zh).join(zh), texts.map((text) => text.en).join(en))
}

/** 是, 否, 还不知道. */
export function yesNo(value: boolean | null): Bilingual {
  return value === null ? UNKNOWN : value ? say('是', 'yes') : say('否', 'no')
}
