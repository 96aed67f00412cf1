import { createHash } from 'node:crypto'
import type { TableRow } from '../files/cell.ts'
import { columnLetters } from '../files/xlsx/reference.ts'
import type { Layout } from '../sources/layout.ts'
import { tidy, wordKey } from '../values/clean.ts'

/** The row of column names. */
export interface Header {
  readonly row: number
  /** One name a column, unique: a second column of the same name gets its letter, a column without a name is its letter. */
  readonly names: readonly string[]
  /** Names that stand twice. */
  readonly twice: readonly string[]
  /** What stands above it: titles, dates, units. */
  readonly titles: readonly string[]
  /** How many of its names the layout knows. */
  readonly known: number
}

/** Least number of known names that make a row a header. */
const KNOWN_NAMES = 2

/** The row among the first ones that holds most names of the layout, or null when none holds two. */
export function findHeader(rows: readonly TableRow[], layout: Layout): Header | null {
  const known = new Set(layout.columns.flatMap((column) => column.aliases).map(wordKey))
  for (const { aliases } of layout.ignored) for (const alias of aliases) known.add(wordKey(alias))
  let best = -1
  let most = KNOWN_NAMES - 1
  rows.forEach((row, index) => {
    const names = new Set(row.cells.map((cell) => (cell ? wordKey(cell.text) : '')))
    const score = [...names].filter((name) => known.has(name)).length
    if (score > most) {
      most = score
      best = index
    }
  })
  return best < 0 ? null : headerAt(rows, best, (name) => known.has(name), most)
}

/** The header that one of the first rows is, with names of the row above where that one belongs to it. */
export function headerAt(
  rows: readonly TableRow[],
  index: number,
  isKnown: (nameKey: string) => boolean,
  known = 0,
): Header {
  const row = rows[index]
  if (!row) throw new RangeError(`there is no row ${index}`)
  const above = rows.slice(0, index)
  const group = above.at(-1)
  const isGroup = group?.number === row.number - 1
  const width = Math.max(row.cells.length, isGroup ? group.cells.length : 0)
  const names: string[] = []
  const twice: string[] = []
  for (let column = 0; column < width; column += 1) {
    const own = row.cells[column]
    const over = isGroup ? group.cells[column] : null
    // In a header of two lines a column that spans both may stand in the upper one only.
    const cell = own ?? (over && isKnown(wordKey(over.text)) ? over : null)
    const name = cell ? headerName(cell.text) : ''
    if (name !== '' && names.includes(name)) twice.push(name)
    names.push(
      name === ''
        ? `[${columnLetters(column)}]`
        : names.includes(name)
          ? `${name} [${columnLetters(column)}]`
          : name,
    )
  }
  const titles = above.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [tidy(cell.text)] : [])))
  return { row: row.number, names, twice, titles: titles.slice(0, 50), known }
}

/** A column name on one line: line breaks and blanks between Han characters are layout, not words. */
function headerName(text: string): string {
  return tidy(text)
    .replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, '')
    .slice(0, 80)
}

/** Names the shape of a file, so that the mapping saved for it is found again. */
export function fingerprint(header: Header): string {
  return createHash('sha256').update(header.names.map(wordKey).join('\n')).digest('hex')
}
