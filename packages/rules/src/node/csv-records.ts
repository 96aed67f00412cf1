import { createReadStream } from 'node:fs'

/**
 * Records of a CSV file (RFC 4180, UTF-8), as lists of texts. Written by hand for one reason: a population has hundreds of millions of
 * cells, nearly all without quotation marks, and those are cut by `split`.
 */
export async function* csvRecords(file: string): AsyncGenerator<string[]> {
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const text = rest + chunk
    let start = 0
    for (let end = lineEnd(text, start); end >= 0; end = lineEnd(text, start)) {
      const line = text.slice(start, text[end - 1] === '\r' ? end - 1 : end)
      if (line !== '') yield cellsOf(line)
      start = end + 1
    }
    rest = text.slice(start)
  }
  if (rest.trim() !== '') yield cellsOf(rest.replace(/\r$/, ''))
}

/** Where the record that begins at `start` ends: a line end outside of quotation marks, or -1. */
function lineEnd(text: string, start: number): number {
  let end = text.indexOf('\n', start)
  let quote = text.indexOf('"', start)
  if (quote < 0 || quote > end) return end
  let inside = false
  while (quote >= 0 && (quote < end || inside)) {
    inside = !inside
    if (!inside) end = text.indexOf('\n', quote)
    if (end < 0) return -1
    quote = text.indexOf('"', quote + 1)
  }
  return inside ? -1 : end
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  const cells: string[] = []
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
  return cells
}
