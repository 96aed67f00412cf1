import type { Columns } from '../../columns/index.ts'
import { type Ref, reachable } from '../dataflow/index.ts'
import type { Output, Plan, ViewPlace, Work } from '../kernel.ts'
import { Statements } from './statements.ts'

/** Roots of one emitted function: V8 makes poor code of a very long one. */
const ROOTS_A_FUNCTION = 6

const LENGTH = { household: 'households', person: 'persons' } as const

type Part = Extract<Plan, { kind: 'javascript' }>['parts'][number]

/** JavaScript made from the graph: any program has this form. */
export function javascriptPlan(columns: Columns, work: Work): Plan {
  const parts: Part[] = []
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
  const starts = { storage: 'i32', offset: columns.startOffset, length: columns.households + 1 } as const
  return { kind: 'javascript', parts, starts }
}

function emit(
  columns: Columns,
  outputs: readonly Output[],
  tallies: readonly { readonly node: Ref; readonly place: number }[],
): Part {
  const views: ViewPlace[] = []
  const name = new Map<string, string>()
  const view = (key: string, place: ViewPlace): string => {
    const known = name.get(key)
    if (known !== undefined) return known
    const made = `c${views.length}`
    name.set(key, made)
    views.push(place)
    return made
  }
  const roots = [
    ...outputs.flatMap(({ node, known }) => (known ? [node, known] : [node])),
    ...tallies.map(({ node }) => node),
  ]
  const statements = new Statements(roots, {
    value: ({ key, storage, offset, entity }, variable) => {
      const column = view(key, { storage, offset, length: columns[LENGTH[entity]] })
      return `${column}[${variable < 0 ? 'h' : `p${variable}`}]`
    },
    size: '(b - a)',
    loop: (p) => `for (let ${p} = a; ${p} < b; ${p}++)`,
  })
  const target = ({ storage, offset, of }: Output, place: number): string =>
    view(`out ${place}`, { storage, offset, length: columns[LENGTH[of]] })
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
  const text = `'use strict';
return (from, to, t) => {
for (let h = from; h < to; h++) {
const a = starts[h], b = starts[h + 1];
${statements.body()}
}
};`
  return { text, views }
}
