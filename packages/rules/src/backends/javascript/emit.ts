import { type Columns, startsOf, type Values, valuesOf } from '../../columns/index.ts'
import { roundQuotient } from '../../mechanisms/rounding/modes.ts'
import { type Ref, reachable } from '../dataflow/index.ts'
import { BLOCK, type Kernel, type Output, type Work } from '../kernel.ts'
import { Statements } from './statements.ts'

/** Roots of one emitted function: V8 makes poor code of a very long one. */
const ROOTS_A_FUNCTION = 6

type Loop = (from: number, to: number, totals: Float64Array) => void

/**
 * JavaScript made from the graph, run by `new Function`: for servers and tests. A page under a policy of content without
 * `unsafe-eval` uses the closures or WebAssembly instead.
 */
export function javascriptKernel(columns: Columns, work: Work): Kernel {
  const parts: Loop[] = []
  const rest = { outputs: [...work.outputs], tallies: work.tallies.map((node, place) => ({ node, place })) }
  while (rest.outputs.length > 0 || rest.tallies.length > 0) {
    const outputs = rest.outputs.splice(0, ROOTS_A_FUNCTION)
    // Totals of what is written here anyway come with it.
    const written = new Set(outputs.flatMap(({ node, known }) => reachable(known ? [node, known] : [node])))
    const mine = rest.tallies.filter(({ node }) => written.has(node))
    const tallies = outputs.length > 0 ? mine : rest.tallies.slice(0, ROOTS_A_FUNCTION)
    rest.tallies = rest.tallies.filter((one) => !tallies.includes(one))
    parts.push(emit(columns, outputs, tallies))
  }
  return (from, to, tallies) => {
    for (let start = from; start < to; start += BLOCK) {
      for (const part of parts) part(start, Math.min(start + BLOCK, to), tallies)
    }
  }
}

function emit(
  columns: Columns,
  outputs: readonly Output[],
  tallies: readonly { readonly node: Ref; readonly place: number }[],
): Loop {
  const views: Values[] = []
  const name = new Map<string, string>()
  const view = (key: string, values: () => Values): string => {
    const known = name.get(key)
    if (known !== undefined) return known
    const made = `c${views.length}`
    name.set(key, made)
    views.push(values())
    return made
  }
  const roots = [
    ...outputs.flatMap(({ node, known }) => (known ? [node, known] : [node])),
    ...tallies.map(({ node }) => node),
  ]
  const sources = new Map(
    reachable(roots).flatMap(({ source }) => (source ? [[source.key, source] as const] : [])),
  )
  const statements = new Statements(roots, (key) => {
    const source = sources.get(key)
    if (!source) throw new Error(`no column ${key}`)
    const { storage, offset, entity } = source
    return view(key, () =>
      valuesOf(columns, {
        storage,
        offset,
        length: columns[entity === 'household' ? 'households' : 'persons'],
      }),
    )
  })
  const target = (output: Output, place: number): string =>
    view(`out ${place}`, () =>
      valuesOf(columns, {
        storage: output.storage,
        offset: output.offset,
        length: columns[output.of === 'household' ? 'households' : 'persons'],
      }),
    )
  const value = ({ node, known, storage }: Output, depth: number): string => {
    const text = node.truth ? `(${statements.text(node, depth)} ? 1 : 0)` : statements.text(node, depth)
    const unknown = storage === 'u8' ? '255' : storage === 'i32' ? '-2147483648' : 'NaN'
    return known ? `${statements.text(known, depth)} ? ${text} : ${unknown}` : text
  }
  outputs.forEach((output, place) => {
    const array = target(output, place)
    if (output.of === 'household') statements.write(`${array}[h] = ${value(output, 0)};`)
    else statements.loop(0, () => `${array}[p0] = ${value(output, 1)};`)
  })
  for (const { node, place } of tallies) {
    const text = statements.text(node, 0)
    statements.write(node.truth ? `if (${text}) t[${place}]++;` : `t[${place}] += ${text};`)
  }
  const names = views.map((_, place) => `c${place}`)
  const text = `'use strict';
return (from, to, t) => {
for (let h = from; h < to; h++) {
const a = starts[h], b = starts[h + 1];
${statements.body()}
}
};`
  // The text is made of numbers and of names that are counted, never of words from a file.
  return new Function('starts', 'round', ...names, text)(startsOf(columns), roundQuotient, ...views) as Loop
}
