import { type Cell, numberText, type TableRow } from '../cell.ts'
import { LIMITS } from '../limits.ts'
import { readXml } from '../xml.ts'
import { dayOfSerial } from './date-formats.ts'
import { type Merge, MergeFiller } from './merges.ts'
import { columnIndex } from './reference.ts'
import { type StringTable, unescapeText } from './string-table.ts'
import { workbookTooLarge } from './too-large.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: StringTable | null
  readonly dateStyles: readonly boolean[]
  readonly is1904: boolean
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: number
  hasFormula: boolean
  value: string
}

/** The filled rows of a sheet, in order, as they are unpacked. */
export async function* readSheetRows(
  bytes: AsyncIterable<Buffer>,
  context: SheetContext,
  merges: readonly Merge[],
): AsyncGenerator<TableRow> {
  const filler = new MergeFiller(merges)
  let ready: TableRow[] = []
  let rowNumber = 0
  let filled = 0
  let isHidden = false
  let cells: (Cell | null)[] = []
  let cell: OpenCell | null = null
  let isValue = false
  let isPhonetic = false
  const reading = readXml(bytes, {
    open(name, attribute) {
      if (name === 'row') {
        rowNumber = Number(attribute('r') ?? rowNumber + 1)
        isHidden = isTrue(attribute('hidden'))
        cells = []
      } else if (name === 'c') {
        const letters = /^[A-Z]+/.exec(attribute('r') ?? '')?.[0]
        const column = letters ? columnIndex(letters) : cells.length
        cell = {
          column,
          type: attribute('t') ?? 'n',
          style: Number(attribute('s') ?? 0),
          hasFormula: false,
          value: '',
        }
      } else if (cell && name === 'f') cell.hasFormula = true
      else if (name === 'rPh') isPhonetic = true
      else if (name === 'v' || name === 't') isValue = cell !== null && !isPhonetic
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'c' && cell) {
        const made = cell.column < LIMITS.columns ? makeCell(cell, context) : null
        if (made) {
          while (cells.length < cell.column) cells.push(null)
          cells[cell.column] = made
        }
        cell = null
      } else if (name === 'row') {
        const isFilled = cells.some((one) => one !== null)
        filler.fill(rowNumber, cells)
        if (!isFilled) return
        filled += 1
        if (filled > LIMITS.workbookRows) throw workbookTooLarge()
        ready.push({ number: rowNumber, cells, hidden: isHidden })
      }
    },
    text(part) {
      if (isValue && cell && cell.value.length < LIMITS.cellCharacters) cell.value += part
    },
  })
  for await (const _ of reading) {
    if (ready.length === 0) continue
    yield* ready
    ready = []
  }
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true'
}

function makeCell(cell: OpenCell, context: SheetContext): Cell | null {
  const { type, value, hasFormula } = cell
  if (type === 's') return text(context.strings?.get(Number(value)) ?? '')
  if (type === 'inlineStr' || type === 'str') return text(unescapeText(value))
  if (value === '') return hasFormula ? { kind: 'formula', text: '', number: null } : null
  if (type === 'b') return { kind: 'boolean', text: value === '1' ? 'TRUE' : 'FALSE', number: null }
  if (type === 'e') return { kind: 'error', text: value, number: null }
  if (type === 'd') return { kind: 'date', text: value.slice(0, 10), number: null }
  const number = Number(value)
  if (!Number.isFinite(number)) return text(value)
  if (context.dateStyles[cell.style]) {
    const day = dayOfSerial(number, context.is1904)
    if (day) return { kind: 'date', text: day, number }
  }
  return { kind: 'number', text: numberText(number), number }
}

function text(value: string): Cell | null {
  return value.trim() === '' ? null : { kind: 'text', text: value, number: null }
}
