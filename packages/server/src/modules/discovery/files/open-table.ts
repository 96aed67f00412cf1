import { AppError } from '../../../platform/errors/index.ts'
import type { FileBytes } from './bytes.ts'
import { openCsv } from './csv/open-csv.ts'
import { LIMITS } from './limits.ts'
import { sniff } from './sniff.ts'
import type { TableFile } from './table-file.ts'
import { openWorkbook } from './xlsx/open-workbook.ts'

/** Opens a department's file by its content, whatever its name says. Throws the refusal that tells what to do. */
export async function openTable(bytes: FileBytes): Promise<TableFile> {
  if (bytes.size > LIMITS.fileBytes) {
    const megabytes = (count: number) => Math.ceil(count / 1024 / 1024)
    throw new AppError('import_file_too_large', {
      size: megabytes(bytes.size),
      limit: megabytes(LIMITS.fileBytes),
    })
  }
  return (await sniff(bytes)) === 'zip' ? openWorkbook(bytes) : openCsv(bytes)
}
