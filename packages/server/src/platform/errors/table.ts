import { cryptoErrors } from './table/crypto.ts'
import { databaseErrors } from './table/database.ts'

/** The one table of errors: `docs/errors.md` is written from it. */
export const ERRORS = {
  ...databaseErrors,
  ...cryptoErrors,
} as const

export type ErrorCode = keyof typeof ERRORS
