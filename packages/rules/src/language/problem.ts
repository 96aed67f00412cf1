/** Where an expression comes from: its file, and where its first character stands in it. */
export type Source = {
  readonly file: string
  readonly text: string
  readonly line: number
  readonly column: number
  readonly indent?: number | undefined
}

/** What is wrong with a policy, where, and what would put it right. */
export type Problem = {
  readonly code: string
  readonly message: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly fix?: string
}

/** Thrown while an expression is read or checked; loaders gather them. */
export class RuleError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(describeProblem(problem))
    this.problem = problem
  }
}

/** One line for people and editors: `file:line:column message (fix)`. */
export function describeProblem(problem: Problem): string {
  const fix = problem.fix ? ` (${problem.fix})` : ''
  return `${problem.file}:${problem.line}:${problem.column} ${problem.message}${fix}`
}

/** A problem at an offset of an expression's text. Later lines of a block start at the source's `indent`. */
export function problemAt(
  source: Source,
  offset: number,
  code: string,
  message: string,
  fix?: string,
): RuleError {
  const before = source.text.slice(0, offset)
  const breaks = before.split('\n').length - 1
  const line = source.line + breaks
  const column =
    breaks === 0 ? source.column + offset : (source.indent ?? 1) + offset - before.lastIndexOf('\n') - 1
  return new RuleError({ code, message, file: source.file, line, column, ...(fix ? { fix } : {}) })
}
