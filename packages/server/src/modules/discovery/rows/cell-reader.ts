import { yuanFromFen } from '@lastmile/domain'
import type { Fact } from '@lastmile/rules'
import { type Cell, textCell } from '../files/cell.ts'
import type { LayoutColumn } from '../sources/layout.ts'
import { Choice } from '../values/choice.ts'
import { plain, saysNothing, tidy, wordKey } from '../values/clean.ts'
import { readDate } from '../values/date.ts'
import { readMoney, type Scale } from '../values/money.ts'
import { readNumber } from '../values/number.ts'
import { found, NOTHING, type Reading, wrong } from '../values/reading.ts'
import { figureUnit, saysItsUnit } from '../values/units.ts'
import { readYesNo } from '../values/yes-no.ts'

export type CellValue = string | number | boolean
export type CellReader = (cell: Cell | null) => Reading<CellValue>

const TEXT_MAX = 200
const MOST_YUAN = 100_000_000

/** A reader of the cells of a fact's column; money comes in yuan, as facts are. */
export function factReader(column: LayoutColumn, fact: Fact, today: string): CellReader {
  const picked = picker(column)
  const read = typedReader(column, fact, today)
  const words = new Map(Object.entries(column.values ?? {}).map(([word, value]) => [wordKey(word), value]))
  return (input) => {
    const cell = picked(input)
    const word = cell === null ? undefined : words.get(wordKey(cell.text))
    return word === undefined ? read(cell) : found(word)
  }
}

/** Takes the part of a cell that the layout asks for; a cell without it is read whole, and so named when it is wrong. */
function picker(column: LayoutColumn): (cell: Cell | null) => Cell | null {
  if (column.pick === undefined) return (cell) => cell
  const pattern = new RegExp(column.pick, 'u')
  return (cell) => {
    const part = cell ? pattern.exec(plain(cell.text))?.[1] : undefined
    return part === undefined ? cell : textCell(part)
  }
}

function typedReader(column: LayoutColumn, fact: Fact, today: string): CellReader {
  const min = column.min ?? fact.min
  const max = column.max ?? fact.max
  switch (fact.type) {
    case 'money':
      return moneyReader(min, max, figureUnit(column.unit, fact))
    case 'date':
      return (cell) => readDate(cell, { today, precision: column.precision, future: column.future })
    case 'boolean':
      return yesNoReader(column)
    case 'enum':
      return enumReader(column, fact)
    case 'integer':
      return integerReader(column, fact, { min: min ?? -1e9, max: max ?? 1e9 })
    case 'ratio':
      return (cell) => readNumber(cell, { min: min ?? -1e9, max: max ?? 1e9, whole: false })
    case 'string':
      return readText
  }
}

function moneyReader(min: number | undefined, max: number | undefined, unit: Scale | null): CellReader {
  const rules = { min: (min ?? -MOST_YUAN) * 100, max: (max ?? MOST_YUAN) * 100 }
  return (cell) => {
    const fen = readMoney(cell, rules, saysItsUnit(cell) ? null : unit)
    return fen.ok && fen.value !== null ? found(yuanFromFen(fen.value)) : fen
  }
}

function integerReader(
  column: LayoutColumn,
  fact: Fact,
  { min, max }: { readonly min: number; readonly max: number },
): CellReader {
  const unit = figureUnit(column.unit, fact)
  if (!unit) return (cell) => readNumber(cell, { min, max, whole: true })
  return (cell) => {
    const figure = readNumber(cell, { min: -1e9, max: 1e9, whole: false })
    if (!figure.ok || figure.value === null) return figure
    const value = (figure.value * unit.times) / unit.by
    if (!Number.isInteger(value)) return wrong('number_not_whole')
    return value < min || value > max ? wrong('number_out_of_range', { min, max }) : found(value)
  }
}

function yesNoReader(column: LayoutColumn): CellReader {
  const choices = Object.keys(column.values ?? {}).join('、')
  return (cell) => {
    const answer = readYesNo(cell)
    return answer.ok || choices === ''
      ? answer
      : wrong('choice_unknown', { choices: `是、否、${choices}`, near: '' })
  }
}

function enumReader(column: LayoutColumn, fact: Fact): CellReader {
  const words = new Map(
    (fact.values ?? []).map(({ value, zh }): [string, string[]] => [
      value,
      [zh, ...Object.entries(column.values ?? {}).flatMap(([word, to]) => (to === value ? [word] : []))],
    ]),
  )
  const choice = new Choice(words)
  return (cell) => choice.read(cell)
}

/** Text of at most 200 characters. */
export function readText(cell: Cell | null): Reading<string> {
  if (saysNothing(cell)) return NOTHING
  const text = tidy(cell.text)
  return text.length > TEXT_MAX ? wrong('text_too_long', { length: text.length, max: TEXT_MAX }) : found(text)
}
