/** Why an expression was not evaluated: `unsupported` (a construct we refuse), `syntax`, or `type` (input that is no FEEL value). */
export type FeelErrorCode = 'unsupported' | 'syntax' | 'type'

/**
 * Thrown where no value can be given. Mistakes at run time are no errors in FEEL: they give null and a warning.
 * `at` counts UTF-16 units from the start of the expression.
 */
export class FeelError extends Error {
  readonly code: FeelErrorCode
  readonly at: number
  constructor(code: FeelErrorCode, message: string, at = 0) {
    super(message)
    this.code = code
    this.at = at
  }
}
