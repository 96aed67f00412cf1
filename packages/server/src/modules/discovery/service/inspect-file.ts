import type { OrgPath } from '@lastmile/domain'
import { AppError } from '../../../platform/errors/index.ts'
import type { TableRow } from '../files/cell.ts'
import { LIMITS } from '../files/limits.ts'
import type { TableFile } from '../files/table-file.ts'
import type { Problem } from '../problems/catalogue.ts'
import { RowReader } from '../rows/read-row.ts'
import type { UnitIndex } from '../rows/unit-index.ts'
import type { Layout } from '../sources/layout.ts'
import type { FileFindings } from '../store/batches.ts'
import { findAsOf } from '../table/as-of.ts'
import { classify, type Frame } from '../table/classify.ts'
import { findHeader, type Header } from '../table/header.ts'
import { type Mapping, missingColumns } from '../table/mapping.ts'
import { wordKey } from '../values/clean.ts'

/**
 * Rows of a CSV that are counted while somebody waits for the preview; a longer one is counted by the import itself. A
 * workbook has a limit, and is counted to its end so that one above it is refused before anything of it is written.
 */
const COUNTED_ROWS = 50_000
const SAMPLE_ROWS = 20
/** Rows whose problems the preview shows. */
const CHECKED_ROWS = 200

/** The sheet to read and its header. */
export interface ChosenSheet {
  readonly sheet: string
  readonly header: Header
  readonly otherSheets: readonly string[]
}

/** Finds the header among the first rows of a sheet. */
export type FindHeader = (rows: readonly TableRow[]) => Header | null

/** Chooses the sheet that is named, or the visible one whose header knows most names of the layout. */
export async function chooseSheet(
  table: TableFile,
  layout: Layout,
  wanted: string | null,
  find: FindHeader = (rows) => findHeader(rows, layout),
): Promise<ChosenSheet> {
  const visible = table.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name)
  const names = table.sheets.map(({ name }) => name)
  if (wanted !== null && !names.includes(wanted)) {
    throw new AppError('import_sheet_missing', { sheet: wanted, sheets: names.join('、') })
  }
  let best: { sheet: string; header: Header } | null = null
  let isFilled = false
  const withHeader: string[] = []
  for (const sheet of wanted === null ? (visible.length > 0 ? visible : names) : [wanted]) {
    const first = await firstRows(table, sheet)
    isFilled ||= first.length > 0
    const header = find(first)
    if (!header) continue
    withHeader.push(sheet)
    if (!best || header.known > best.header.known) best = { sheet, header }
  }
  if (!isFilled) throw new AppError('import_file_empty')
  if (!best) throw headerMissing(layout)
  const { sheet } = best
  const filled = wanted === null ? withHeader : visible
  return { ...best, otherSheets: filled.filter((name) => name !== sheet) }
}

function headerMissing(layout: Layout): AppError {
  const required = layout.columns.filter((column) => column.required)
  const columns = required.map((column) => column.label.zh).join('、') || '列名'
  return new AppError('import_header_missing', { source: layout.name.zh, columns, rows: LIMITS.headerRows })
}

/** The first rows of a sheet, among which the names of the columns stand. */
export async function firstRows(table: TableFile, sheet: string): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of table.rows(sheet)) {
    if (row.number > LIMITS.headerRows) break
    rows.push(row)
  }
  return rows
}

/** What tells the rows of a file from the lines around them. */
export function frameOf(header: Header, reader: RowReader): Frame {
  return {
    headerKeys: header.names.map(wordKey),
    who: reader.columnsOf(['person.name', 'person.id_number', 'person.birth_date']),
    proof: reader.columnsOf(['person.id_number', 'person.birth_date']),
  }
}

/** Counts the rows of a file and notes what stands out of the whole of it. */
export async function surveyFile(
  table: TableFile,
  chosen: ChosenSheet,
  reader: RowReader,
  fileName: string,
  today: string,
): Promise<{ rows: number; asOf: string; found: FileFindings }> {
  const frame = frameOf(chosen.header, reader)
  let rows = 0
  let hiddenRows = 0
  let counted = true
  for await (const row of table.rows(chosen.sheet)) {
    if (row.number <= chosen.header.row || classify(row, frame) !== 'data') continue
    if (table.format === 'csv' && rows >= COUNTED_ROWS) {
      counted = false
      break
    }
    rows += 1
    if (row.hidden) hiddenRows += 1
  }
  const asOf = findAsOf(chosen.header.titles, fileName, today)
  const found = {
    counted,
    hiddenRows,
    hiddenSheets: table.sheets
      .filter(({ hidden, name }) => hidden && name !== chosen.sheet)
      .map(({ name }) => name),
    otherSheets: chosen.otherSheets,
    asOfGuessed: asOf === null,
  }
  return { rows, asOf: asOf ?? today, found }
}

/** The first rows as text, and what is wrong with them. */
export async function sampleFile(
  table: TableFile,
  chosen: ChosenSheet,
  reader: RowReader,
): Promise<{ sample: string[][]; problems: Problem[] }> {
  const frame = frameOf(chosen.header, reader)
  const sample: string[][] = []
  const problems: Problem[] = []
  let checked = 0
  for await (const row of table.rows(chosen.sheet)) {
    if (row.number <= chosen.header.row) continue
    const kind = classify(row, frame)
    if (kind !== 'data') {
      problems.push(skippedRow(row, kind))
      continue
    }
    if (checked >= CHECKED_ROWS) break
    checked += 1
    if (sample.length < SAMPLE_ROWS)
      sample.push(chosen.header.names.map((_, column) => row.cells[column]?.text ?? ''))
    problems.push(...reader.read(row).problems)
  }
  return { sample, problems }
}

/** A line that was not read as data is named, so that nothing goes in silence. */
export function skippedRow(row: TableRow, kind: 'total' | 'note' | 'header'): Problem {
  const text = row.cells.find((cell) => cell !== null)?.text.slice(0, 60) ?? null
  return {
    row: row.number,
    column: null,
    severity: 'warning',
    code: `row_is_${kind}`,
    params: {},
    value: text,
  }
}

/** What stands out of the file as a whole, as problems of row 0. */
export function fileProblems(
  layout: Layout,
  header: Header,
  mapping: Mapping,
  found: FileFindings,
  asOf: string | null,
): Problem[] {
  const whole = (
    code: Problem['code'],
    params: Problem['params'],
    column: string | null = null,
  ): Problem => ({
    row: 0,
    column,
    severity: 'warning',
    code,
    params,
    value: null,
  })
  const missing = new Set(missingColumns(layout, mapping).map((column) => column.target.name))
  const problems = layout.columns
    .filter(
      (column) =>
        mapping[column.target.name] === undefined &&
        (missing.has(column.target.name) || isUsual(column.target.name)),
    )
    .map((column) => {
      const isMissing = missing.has(column.target.name)
      const problem = whole(
        'column_missing',
        { column: column.label.zh, consequence: isMissing ? 'refused' : 'left_out' },
        column.label.zh,
      )
      return isMissing ? { ...problem, severity: 'refused' as const } : problem
    })
  for (const sheet of found.hiddenSheets) problems.push(whole('hidden_sheet', { sheet }))
  for (const sheet of found.otherSheets) problems.push(whole('sheet_not_read', { sheet }))
  if (found.hiddenRows > 0) problems.push(whole('hidden_rows', { count: found.hiddenRows }))
  for (const name of header.twice) problems.push(whole('header_twice', { header: name }, name))
  if (found.asOfGuessed && asOf !== null) problems.push(whole('as_of_guessed', { day: asOf }))
  return problems
}

/** Identity columns that a roster has as a rule: worth a word when they are missing. */
function isUsual(target: string): boolean {
  return [
    'person.id_number',
    'person.birth_date',
    'person.phone',
    'household.address',
    'receipt.from',
    'person.sex',
  ].includes(target)
}

/** The reader of a file under a mapping. */
export function readerOf(
  layout: Layout,
  header: Header,
  mapping: Mapping,
  around: { readonly units: UnitIndex; readonly scope: OrgPath; readonly today: string },
): RowReader {
  return new RowReader({ layout, header, mapping, ...around })
}
