export { AppError, type ErrorHoles, fillHoles, isAppError } from './app-error.ts'
export type { ErrorEntry } from './error-entry.ts'
export { ERRORS, type ErrorCode } from './table.ts'
