import { problemAt, type Source } from '../../language/problem.ts'

/** A row of a table's text: one cell for each input, the result, and the clause where a column `cite` names one. */
export type TextRow = {
  readonly cells: readonly Source[]
  readonly result: Source
  readonly cite: Source | null
}

/** A table's text taken apart; every cell knows where it stands. */
export type TextTable = {
  readonly inputs: readonly Source[]
  readonly rows: readonly TextRow[]
  readonly otherwise: TextRow | null
}

const FORM = 'write table: | and below it lines such as: person.disability_grade | result'

/**
 * Reads the lines of a table: a head that names the inputs, then `result` and perhaps `cite`; a line for each row, cells parted by `|`;
 * a last line that begins with `otherwise` where a value is meant for all that no row fits.
 */
export function readTable(source: Source): TextTable {
  const lines = linesOf(source)
  const [head, ...body] = lines
  if (!head) throw problemAt(source, 0, 'table', 'the table has no lines', FORM)
  const names = head.map((cell) => cell.text)
  const result = names.indexOf('result')
  if (result < 1) {
    const what = result === 0 ? 'the table has no input before "result"' : 'the table has no column "result"'
    throw problemAt(source, 0, 'table', what, FORM)
  }
  const beside = head.slice(result + 1)
  const stray = beside.find((cell, place) => place > 0 || cell.text !== 'cite')
  if (stray)
    throw problemAt(stray, 0, 'table', `a column "${stray.text}" cannot follow`, 'after result stands cite')
  const rows = body.map((cells) => rowOf(cells, head, result))
  const last = rows.findIndex((row) => row.cells[0]?.text === 'otherwise')
  const otherwise = last === -1 ? null : rows[last]
  if (otherwise && last < rows.length - 1)
    throw problemAt(otherwise.result, 0, 'table', '"otherwise" is not the last line', 'move it to the end')
  const filled = otherwise?.cells.slice(1).find((cell) => cell.text !== '' && cell.text !== '-')
  if (filled)
    throw problemAt(filled, 0, 'table', '"otherwise" asks for nothing more', 'leave the other cells empty')
  const plain = otherwise ? rows.slice(0, -1) : rows
  if (plain.length === 0) throw problemAt(source, 0, 'table', 'the table has no rows', FORM)
  for (const row of plain)
    for (const cell of row.cells)
      if (cell.text === '')
        throw problemAt(cell, 0, 'table', 'this cell is empty', 'write - where any value will do')
  return { inputs: head.slice(0, result), rows: plain, otherwise: otherwise ?? null }
}

function rowOf(cells: readonly Source[], head: readonly Source[], result: number): TextRow {
  const value = cells[result]
  if (cells.length > head.length || cells.length <= result || !value) {
    const at = cells.at(-1) ?? head[0]
    if (!at) throw new Error('unreachable: a line has cells')
    const counted = `this row has ${cells.length} cells, the head has ${head.length}`
    throw problemAt(at, 0, 'table', counted, 'part the cells by | as in the head')
  }
  if (value.text === '') throw problemAt(value, 0, 'table', 'this row has no result', 'say what it gives')
  const cite = cells[result + 1]
  return { cells: cells.slice(0, result), result: value, cite: cite && cite.text !== '' ? cite : null }
}

/** Lines with content, as cells; a line of dashes between head and rows is for the eye only. */
function linesOf(source: Source): Source[][] {
  const { file, indent = source.column } = source
  return source.text.split('\n').flatMap((line, place) => {
    if (line.trim() === '' || line.trimStart().startsWith('#') || /^[\s|:-]*--[\s|:-]*$/.test(line)) return []
    const cells: Source[] = []
    let offset = 0
    for (const part of line.split('|')) {
      const lead = part.length - part.trimStart().length
      const column = (place === 0 ? source.column : indent) + offset + lead
      cells.push({ file, text: part.trim(), line: source.line + place, column })
      offset += part.length + 1
    }
    // A line may be framed by bars.
    if (cells.length > 1 && cells[0]?.text === '' && line.trimStart().startsWith('|')) cells.shift()
    if (cells.length > 1 && cells.at(-1)?.text === '' && line.trimEnd().endsWith('|')) cells.pop()
    return [cells]
  })
}
