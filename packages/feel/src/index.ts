import { FeelError, type FeelErrorCode } from './errors.ts'
import { fromJson, type Json, toJson } from './json.ts'
import { createRuntime, type Runtime, type Warning } from './runtime.ts'
import { conformed, openSession, valueIn } from './session.ts'
import { fulfils } from './unary-tests.ts'

export type { FeelErrorCode } from './errors.ts'
export type { Json } from './json.ts'
export type { Warning } from './runtime.ts'

/** An expression and what it is evaluated in. */
export type Question = {
  /** FEEL text. */
  readonly expression: string
  /** Values by name, in the encoding of results; none when absent. */
  readonly context?: unknown
  /** A FEEL type (`number`, `list<string>`, `context<a: date>`) that the result is conformed to. */
  readonly type?: string
  /** The instant of `now()`. */
  readonly now: Date
  /** The zone of `now()` and `today()`: Asia/Shanghai when absent. */
  readonly zone?: string
  /** The day of `today()`, YYYY-MM-DD; that of `now` in the zone when absent. */
  readonly today?: string
}

/** A value with what went wrong on the way to it, or why there is none. */
export type Answer =
  | { readonly value: Json; readonly warnings: readonly Warning[] }
  | { readonly error: { readonly code: FeelErrorCode; readonly message: string; readonly at: number } }

/**
 * Evaluates one expression of standard FEEL (DMN 1.5, chapter 10). Pure: the clock is handed in. What goes wrong at run time gives null and a
 * warning, as the standard says; an error is text that is no FEEL, input that is no value, or a construct that we refuse.
 */
export function evaluate(question: Question): Answer {
  return answered(question, (runtime) => {
    const session = openSession(question.context ?? {}, runtime)
    const value = valueIn(session, question.expression, runtime)
    return toJson(question.type === undefined ? value : conformed(value, question.type, runtime))
  })
}

/** Tests a value (in the encoding of results) against the unary tests of a decision table: true, false, or null where it is unknown. */
export function test(question: Question & { readonly value: unknown }): Answer {
  return answered(question, (runtime) => {
    const session = openSession(question.context ?? {}, runtime)
    const value = fromJson(question.value, () => {
      throw new FeelError('type', 'a function is no input of a decision table')
    })
    return fulfils(session, value, question.expression, runtime)
  })
}

function answered(question: Question, run: (runtime: Runtime) => Json): Answer {
  const warnings: Warning[] = []
  try {
    const runtime = createRuntime(question, warnings)
    return { value: run(runtime), warnings }
  } catch (error) {
    if (error instanceof FeelError)
      return { error: { code: error.code, message: error.message, at: error.at } }
    // The stack, or a list or number beyond what memory holds.
    if (error instanceof RangeError)
      return { error: { code: 'unsupported', message: `too large or too deep: ${error.message}`, at: 0 } }
    throw error
  }
}
