import type { Node } from '../parser/tree.ts'
import type { Runtime } from '../runtime.ts'
import { conform, known } from '../types/conform.ts'
import { infer } from '../types/infer.ts'
import { ANY } from '../types/type.ts'
import type { Arguments, FeelFunction, FeelValue } from '../values.ts'
import { kindOf } from '../values.ts'
import type { Evaluator } from './evaluator.ts'
import { bind, type Scope } from './scope.ts'

/** Calls a value with arguments; what is no function gives null. */
export function call(of: FeelValue, given: Arguments, runtime: Runtime, node: Node): FeelValue {
  if (of === null || typeof of !== 'object' || !('kind' in of) || of.kind !== 'function')
    return runtime.warn(`a ${kindOf(of)} cannot be called`, node.at)
  return runtime.nested(() => of.call(runtime, given))
}

/** A function of the user (DMN 1.5, 10.3.2.13.2) with the scope that it was written in. */
export function closure(
  node: Node & { readonly kind: 'function' },
  scope: Scope,
  evaluate: Evaluator,
): FeelFunction {
  const { parameters, body, text } = node
  const types = new Map(parameters.map(({ name, type }) => [name, type] as const))
  return {
    kind: 'function',
    text,
    parameters: parameters.map(({ type }) => type),
    result: infer(body, types) ?? ANY,
    call(runtime, given) {
      const values = new Map<string, FeelValue>()
      const wrong = misfit(given, types)
      if (wrong !== null) return runtime.warn(wrong, node.at)
      for (const [place, { name, type }] of parameters.entries()) {
        const raw = 'named' in given ? given.named.get(name) : given.positional[place]
        const value = conform(raw ?? null, known(type, node.at))
        // A function is called with arguments that conform, or not at all: the body never sees null for a wrong one.
        if (value === undefined) return runtime.warn(`"${name}" is no ${type.kind}`, node.at)
        values.set(name, value)
      }
      return evaluate(body, bind(scope, values), runtime)
    },
  }
}

/** What keeps arguments from their parameters: by place all are given, by name those that are left out are null (DMN 1.5, 10.3.2.13.5). */
function misfit(given: Arguments, parameters: ReadonlyMap<string, unknown>): string | null {
  if ('named' in given) {
    const unknown = [...given.named.keys()].find((name) => !parameters.has(name))
    return unknown === undefined ? null : `the function has no parameter "${unknown}"`
  }
  const count = given.positional.length
  return count === parameters.size ? null : `the function takes ${parameters.size} arguments, not ${count}`
}
