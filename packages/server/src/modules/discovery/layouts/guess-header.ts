import { createHash } from 'node:crypto'
import type { TableRow } from '../files/cell.ts'
import type { Layout } from '../sources/layout.ts'
import { type Header, headerAt } from '../table/header.ts'
import { wordKey } from '../values/clean.ts'

/** Names of columns that any list of the district knows. */
export function knownNames(layouts: Iterable<Layout>): ReadonlySet<string> {
  const known = new Set<string>()
  for (const layout of layouts)
    for (const { aliases } of [...layout.columns, ...layout.ignored])
      for (const alias of aliases) known.add(wordKey(alias))
  return known
}

const FIGURE = /^[\d\s.,:/年月日\-—~%¥￥*xX]+$/
const LONGEST_NAME = 30

/** How much a row looks like names of columns: different short words, known ones above all, and no figures. */
function likeness(row: TableRow, known: ReadonlySet<string>): number {
  const texts = row.cells.flatMap((cell) => (cell && cell.text.trim() !== '' ? [cell] : []))
  const words = new Map(texts.map((cell) => [wordKey(cell.text), cell]))
  if (words.size < 2) return 0
  let score = 0
  for (const [word, { kind, text }] of words) {
    const isName = kind !== 'number' && kind !== 'date' && !FIGURE.test(text) && text.length <= LONGEST_NAME
    score += known.has(word) ? 4 : isName ? 1 : -2
  }
  return score
}

/** The row of column names of a file that no list foresaw: the one that is named, or the likeliest of the first ones. */
export function guessHeader(
  rows: readonly TableRow[],
  known: ReadonlySet<string>,
  wanted: number | null = null,
): Header | null {
  let best = rows.findIndex((row) => row.number === wanted)
  if (wanted === null) {
    let most = 1
    rows.forEach((row, index) => {
      const score = likeness(row, known)
      if (score <= most) return
      most = score
      best = index
    })
  }
  return best < 0 ? null : namesAt(rows, best)
}

/** A row as header; a row above with several words is the upper line of it, one with a single text is a title. */
function namesAt(rows: readonly TableRow[], index: number): Header {
  const above = rows[index - 1]?.cells.flatMap((cell) => (cell ? [wordKey(cell.text)] : [])) ?? []
  return headerAt(rows, index, () => new Set(above).size > 1)
}

/** Names the shape of a file whatever the order of its columns; columns without a name do not count. */
export function shapeOf(header: Header): string {
  const names = header.names.filter((name) => !/^\[[A-Z]+\]$/.test(name)).map(wordKey)
  return createHash('sha256')
    .update(`shape\n${names.sort().join('\n')}`)
    .digest('hex')
}

/** The shapes that a file has, whichever of its first rows holds the names. */
export function shapesOf(rows: readonly TableRow[]): string[] {
  return rows.flatMap((_, index) => {
    const header = namesAt(rows, index)
    return header.names.length < 2 ? [] : [shapeOf(header)]
  })
}
