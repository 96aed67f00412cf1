import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { AppError } from '../../../../platform/errors/index.ts'
import type { FileBytes } from '../bytes.ts'
import { type Cell, type TableRow, textCell } from '../cell.ts'
import { LIMITS } from '../limits.ts'
import type { TableFile } from '../table-file.ts'
import { damaged } from '../zip.ts'
import { findDelimiter } from './delimiter.ts'
import { decodeText, type Encoding, findEncoding } from './encoding.ts'

const RECORD_CHARACTERS = 1024 * 1024

/** Opens a CSV: encoding by validity, delimiter by its regularity. */
export async function openCsv(bytes: FileBytes): Promise<TableFile> {
  const encoding = await findEncoding(bytes)
  const delimiter = findDelimiter(await firstText(bytes, encoding))
  return {
    format: 'csv',
    encoding,
    sheets: [{ name: '', hidden: false }],
    rows: () => readCsvRows(bytes, encoding, delimiter),
  }
}

async function firstText(bytes: FileBytes, encoding: Encoding): Promise<string> {
  for await (const text of decodeText(bytes, encoding)) return text
  return ''
}

async function* readCsvRows(
  bytes: FileBytes,
  encoding: Encoding,
  delimiter: string,
): AsyncGenerator<TableRow> {
  const text = Readable.from(decodeText(bytes, encoding))
  // Piped and not composed: a reader that stops at the header must not end in an error that nobody awaits.
  const parser = text.pipe(
    parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: RECORD_CHARACTERS,
    }),
  )
  text.on('error', (error) => parser.destroy(error))
  let number = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1
      const cells = record.slice(0, LIMITS.columns).map(csvCell)
      if (cells.some((cell) => cell !== null)) yield { number, cells, hidden: false }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
      throw new AppError('import_csv_quote', { row: number + 1 }, { cause: error })
    }
    throw damaged(error.message, error)
  } finally {
    text.destroy()
  }
}

function csvCell(text: string): Cell | null {
  return text.trim() === '' ? null : textCell(text, 'plain')
}
