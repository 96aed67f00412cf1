import { problemAt, type Source } from '../../language/problem.ts'
import type { Scope, TableText } from '../../language/scope.ts'
import { alike } from '../../language/shape.ts'
import { parseText } from '../../language/syntax.ts'
import type { Node, Place, Table, TableRow } from '../../language/tree.ts'
import type { Citation } from '../../screening/result.ts'
import { reckoned } from '../arithmetic/check.ts'
import { axisOf } from './axis.ts'
import { checkCell } from './cell.ts'
import { lowerTable } from './lower.ts'
import { readTable, type TextRow } from './text.ts'

const AT: Place = { from: 0, to: 0 }
const KINDS = { boolean: 'yes or no', number: 'a number', date: 'a day', word: 'a word' } as const

/**
 * Checks a decision table and says the same in choices and sums (`body`). Refused: what cannot be typed, a combination that no row or,
 * with hit policy U, two rows fit, and a row that never counts.
 */
export function checkTable(named: TableText, scope: Scope): { readonly table: Table; readonly body: Node } {
  const text = readTable(named.source)
  const check = (source: Source) => {
    const inside = { ...scope, source }
    return scope.check(parseText(source), inside)
  }
  const inputs = text.inputs.map(check)
  const rows = text.rows.map((row) => ({ ...rowOf(row, check, named), text: row }))
  const otherwise = text.otherwise ? rowOf(text.otherwise, check, named) : null
  sameKind([...rows, ...(text.otherwise && otherwise ? [{ ...otherwise, text: text.otherwise }] : [])], named)
  const inCell = (source: Source): Scope => ({ ...scope, source })
  const columns = inputs.map((input, column) => {
    const sources = text.rows.flatMap((row) => row.cells[column] ?? [])
    const cells = sources.map((source) => checkCell(input, inCell(source)))
    return { input, cells, scopes: sources.map(inCell), valuesOf: named.valuesOf }
  })
  const table: Table = {
    hit: named.hit,
    inputs,
    rows: rows.map(({ value, cite }, row) => ({
      tests: columns.map(({ cells }) => cells[row]?.node ?? null),
      value,
      cite,
    })),
    otherwise: otherwise && { ...otherwise, tests: [] },
  }
  const reached = new Set<number>()
  let open = false
  const sums = new Map<string, Node>()
  const lineOf = (row: number) => `${row + 1} (line ${text.rows[row]?.result.line})`
  const leaf = (fitting: readonly number[], said: string): Node => {
    const [first, second] = fitting
    if (first === undefined) {
      if (!otherwise) {
        const fix = 'add a row for it, or a last line: otherwise | … | the result'
        throw problemAt(
          named.source,
          0,
          'table-gap',
          `${named.name}: no row says what holds for ${said}`,
          fix,
        )
      }
      open = true
      return otherwise.value
    }
    if (named.hit === 'U' && second !== undefined) {
      const rows = `rows ${lineOf(first)} and ${lineOf(second)} both fit ${said}`
      const fix = 'make the rows exclude each other, or use hit: F, where the first row that fits counts'
      throw problemAt(startOf(text.rows[second]), 0, 'table-overlap', `${named.name}: ${rows}`, fix)
    }
    const counting = named.hit === 'C+' ? fitting : [first]
    for (const row of counting) reached.add(row)
    const key = counting.join(' ')
    const before = sums.get(key)
    if (before) return before
    const made = counting
      .map((row) => rows[row]?.value)
      .reduce((sum, value) => added(sum, value, inCell(named.source)))
    if (!made) throw new Error('unreachable: a fitting row has a value')
    sums.set(key, made)
    return made
  }
  const heads = text.inputs.map((input) => input.text)
  const all = rows.map((_, row) => row)
  const body = lowerTable(columns.map(axisOf), heads, all, leaf, AT, inCell(named.source))
  const idle = all.find((row) => !reached.has(row))
  if (idle !== undefined) {
    const why =
      named.hit === 'F' ? 'the rows above it fit all that it fits' : 'no combination of values fits it'
    const said = `${named.name}: row ${lineOf(idle)} never counts: ${why}`
    throw problemAt(startOf(text.rows[idle]), 0, 'table-row', said, 'move it up, or leave it out')
  }
  if (text.otherwise && !open)
    throw problemAt(
      startOf(text.otherwise),
      0,
      'table-row',
      `${named.name}: "otherwise" never counts: every combination has a row`,
      'leave it out',
    )
  return { table, body }
}

function startOf(row: TextRow | undefined): Source {
  const source = row?.cells[0] ?? row?.result
  if (!source) throw new Error('unreachable: a row has cells')
  return source
}

function rowOf(
  row: TextRow,
  check: (source: Source) => Node,
  named: TableText,
): { value: Node; cite: Citation | null } {
  return { value: check(row.result), cite: row.cite ? citationOf(row.cite, named) : null }
}

function citationOf(source: Source, named: TableText): Citation {
  const [, document = '', clause = ''] = /^(\S+)\s+(.+)$/.exec(source.text) ?? []
  const found = clause === '' ? null : named.citation(document, clause)
  if (found) return found
  const said = document === '' ? 'a row cites a document and a clause' : `there is no document "${document}"`
  throw problemAt(source, 0, 'citation', said, 'write the short name of the document, a space, the clause')
}

/** All results are of one kind; those of C+ can be added. */
function sameKind(rows: readonly (Pick<TableRow, 'value'> & { text: TextRow })[], { hit }: TableText): void {
  const [first] = rows
  for (const { value, text } of rows) {
    if (hit === 'C+' && value.type !== 'number')
      throw problemAt(text.result, 0, 'type', 'hit: C+ adds up numbers', 'use hit: U or hit: F')
    const like =
      value.type === 'number' && first?.value.type === 'number'
        ? alike(first.value.shape, value.shape)
        : value.type === first?.value.type
    if (!like && first) {
      const money = value.type === 'number' && first.value.type === 'number'
      const kinds = money ? 'another unit' : `${KINDS[value.type]}, the first row ${KINDS[first.value.type]}`
      throw problemAt(
        text.result,
        0,
        'type',
        `this row gives ${kinds}`,
        'give every row the same kind of value',
      )
    }
  }
}

function added(a: Node | undefined, b: Node | undefined, scope: Scope): Node | undefined {
  if (a?.type !== 'number' || b?.type !== 'number') return undefined
  return reckoned('add', a, b, AT, scope)
}
