import { problemAt } from './problem.ts'
import type { Scope } from './scope.ts'
import type { SyntaxNode } from './syntax.ts'

/** One call of a function, taken apart. */
export type Call = { readonly node: SyntaxNode; readonly name: string; readonly given: readonly SyntaxNode[] }

/** Refuses a call with another number of arguments. */
export function needArguments(call: Call, count: number, form: string, scope: Scope): void {
  if (call.given.length === count) return
  throw problemAt(
    scope.source,
    call.node.from,
    'arguments',
    `${call.name}() takes ${count} argument(s)`,
    `write ${form}`,
  )
}
