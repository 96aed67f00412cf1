import type { TableRow } from './cell.ts'

/** A file that holds tables: a workbook with its sheets, or a CSV with one nameless sheet. */
export interface TableFile {
  readonly format: 'xlsx' | 'csv'
  /** Of a CSV: `UTF-8`, `GB18030`, `UTF-16LE`, `UTF-16BE`. */
  readonly encoding: string | null
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]
  /** The filled rows of a sheet, read from the start each time it is called. */
  rows(sheet: string): AsyncGenerator<TableRow>
}
