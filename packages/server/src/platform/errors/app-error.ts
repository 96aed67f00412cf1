import { ERRORS, type ErrorCode } from './table.ts'

type HolesIn<S extends string> = S extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesIn<Rest>
  : never

/** The holes of an error's message, as an object type. */
export type ErrorHoles<C extends ErrorCode> = Readonly<
  Record<HolesIn<(typeof ERRORS)[C]['en']>, string | number>
>

type HolesArgument<C extends ErrorCode> = keyof ErrorHoles<C> extends never
  ? [holes?: Readonly<Record<string, never>>, options?: ErrorOptions]
  : [holes: ErrorHoles<C>, options?: ErrorOptions]

/** Puts values into the `{holes}` of a message; a hole without a value stays visible. */
export function fillHoles(template: string, holes: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole))
}

/**
 * An error of the table: a stable `code`, the HTTP `status`, and what to tell a user in either language.
 * `message` is the English text; `holes` are the values that were put into it (never personal data).
 */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly status: number
  readonly holes: Readonly<Record<string, string | number>>
  readonly text: { readonly zh: string; readonly en: string }
  readonly reportable: boolean

  constructor(code: C, ...rest: HolesArgument<C>) {
    const [given, options] = rest
    const holes: Readonly<Record<string, string | number>> = given ?? {}
    const entry = ERRORS[code]
    const en = fillHoles(entry.en, holes)
    super(en, options)
    this.name = 'AppError'
    this.code = code
    this.status = entry.status
    this.holes = holes
    this.text = { zh: fillHoles(entry.zh, holes), en }
    this.reportable = entry.reportable
  }
}

/** Whether something thrown is an error of the table, optionally of one code. */
export function isAppError<C extends ErrorCode>(error: unknown, code?: C): error is AppError<C> {
  return error instanceof AppError && (code === undefined || error.code === code)
}
