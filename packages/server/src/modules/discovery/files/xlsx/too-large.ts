import { AppError } from '../../../../platform/errors/index.ts'
import { LIMITS } from '../limits.ts'

/** The refusal of a workbook that is larger than can be held, with what to do instead. */
export function workbookTooLarge(): AppError {
  return new AppError('import_workbook_too_large', {
    rows: LIMITS.workbookRows,
    strings: LIMITS.sharedStrings,
    size: LIMITS.sharedStringBytes / 1024 / 1024,
    csv: LIMITS.fileBytes / 1024 / 1024,
  })
}
