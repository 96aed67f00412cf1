import { ORPCError, ValidationError } from '@orpc/server'
import { AppError, type ErrorCode, isAppError } from '../platform/errors/index.ts'
import { faultSentence, faultsOf } from './input-faults.ts'
import type { Language } from './language.ts'

/** How the API says that something went wrong. */
export interface Problem {
  readonly status: number
  readonly body: { readonly code: string; readonly message: string; readonly details: unknown }
  /** Whether operators must hear of it. */
  readonly reportable: boolean
}

function ofTable(error: AppError<ErrorCode>, language: Language): Problem {
  const details = Object.keys(error.holes).length > 0 ? error.holes : null
  const body = { code: error.code, message: error.text[language], details }
  return { status: error.status, body, reportable: error.reportable }
}

function ofInput(error: ValidationError, language: Language): Problem {
  const fields = faultsOf(error, language)
  const table = new AppError('input_invalid', { fields: faultSentence(fields, language) })
  return { ...ofTable(table, language), body: { ...ofTable(table, language).body, details: { fields } } }
}

/** Errors of Fastify and of its plugins, by their code or status. */
function ofFramework(error: unknown, limit: string): AppError<ErrorCode> | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  // A folder, or a file that is none of ours.
  if (status === 403 || status === 404) return new AppError('route_unknown')
  if (status === 413) return new AppError('body_too_large', { limit })
  if (status === 415) return new AppError('media_type_unsupported')
  if (code.startsWith('FST_') && status >= 400 && status < 500) return new AppError('input_unreadable')
  // JSON with a forbidden key or bad syntax is refused by the parser with status 400 and no code.
  if (error instanceof SyntaxError && status === 400) return new AppError('input_unreadable')
  return null
}

/**
 * Turns whatever was thrown into the answer. Errors of the table speak for themselves; everything unforeseen
 * becomes `internal` with the number of the request, and says nothing of what happened inside.
 */
export function problemOf(
  error: unknown,
  around: { readonly language: Language; readonly requestId: string; readonly limit?: string },
): Problem {
  if (isAppError(error)) return ofTable(error, around.language)
  if (error instanceof ORPCError) {
    if (error.status === 400 && error.cause instanceof ValidationError)
      return ofInput(error.cause, around.language)
    if (error.status === 400) return ofTable(new AppError('input_unreadable'), around.language)
  }
  const framework = ofFramework(error, around.limit ?? '1 MB')
  return ofTable(framework ?? new AppError('internal', { requestId: around.requestId }), around.language)
}
