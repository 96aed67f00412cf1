import { Workbook } from '@cj-tech-master/excelts'
import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { bufferBytes } from '../files/bytes.ts'
import type { TableRow } from '../files/cell.ts'
import { openTable } from '../files/open-table.ts'

/** What stands in a cell of a made workbook; an object for a number format, a formula or an error. */
export type MadeCell =
  | string
  | number
  | boolean
  | null
  | { readonly number: number; readonly format: string }
  | { readonly formula: string; readonly result: string | number }
  | { readonly error: '#N/A' | '#REF!' | '#DIV/0!' }

export interface MadeSheet {
  readonly name: string
  readonly rows: readonly (readonly MadeCell[])[]
  readonly state?: 'visible' | 'hidden' | 'veryHidden'
  readonly merges?: readonly string[]
  /** Numbers of rows that a filter hides. */
  readonly hiddenRows?: readonly number[]
}

/** A workbook as a program would save it. */
export async function makeXlsx(sheets: readonly MadeSheet[], date1904 = false): Promise<Buffer> {
  const workbook = new Workbook()
  workbook.properties.date1904 = date1904
  for (const { name, rows, state, merges = [], hiddenRows = [] } of sheets) {
    const sheet = workbook.addWorksheet(name, state ? { state } : {})
    rows.forEach((row, r) => {
      row.forEach((made, c) => {
        if (made === null) return
        const cell = sheet.getCell(r + 1, c + 1)
        if (typeof made !== 'object') cell.value = made
        else if ('error' in made) cell.value = { error: made.error }
        else if ('formula' in made) cell.value = { formula: made.formula, result: made.result }
        else {
          cell.value = made.number
          cell.numFmt = made.format
        }
      })
      if (hiddenRows.includes(r + 1)) sheet.getRow(r + 1).hidden = true
    })
    for (const merge of merges) sheet.mergeCells(merge)
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** A zip part by part, for workbooks that no program would write. */
export function zipParts(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const entries = Object.entries(parts).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ])
  return Buffer.from(zipSync(Object.fromEntries(entries)))
}

/** The least workbook around the XML of one sheet. */
export function zipSheet(sheetXml: string, more: Readonly<Record<string, string>> = {}): Buffer {
  const relations = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipParts({
    '_rels/.rels': relations(
      `<Relationship Id="r1" Type="${type}/officeDocument" Target="xl/workbook.xml"/>`,
    ),
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations(
      `<Relationship Id="r1" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/>
       <Relationship Id="r2" Type="${type}/sharedStrings" Target="sharedStrings.xml"/>
       <Relationship Id="r3" Type="${type}/styles" Target="styles.xml"/>`,
    ),
    'xl/worksheets/sheet1.xml': sheetXml,
    ...more,
  })
}

/** A table as CSV; fields with a delimiter, a quote or a line break are quoted. */
export function makeCsv(rows: readonly (readonly string[])[], encoding = 'utf-8', delimiter = ','): Buffer {
  const field = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  const text = rows.map((row) => row.map(field).join(delimiter)).join('\r\n')
  return iconv.encode(`${text}\r\n`, encoding)
}

/** Every row of a sheet (of the first one when none is named). */
export async function allRows(buffer: Buffer, sheet?: string): Promise<TableRow[]> {
  const table = await openTable(bufferBytes(buffer))
  const rows: TableRow[] = []
  for await (const row of table.rows(sheet ?? table.sheets[0]?.name ?? '')) rows.push(row)
  return rows
}
