import { Graph, lowering, OF_A_PERSON, type Ref, type Source } from '../src/backends/dataflow/index.ts'
import type { Row } from '../src/backends/frame.ts'
import type { Backend, Output } from '../src/backends/kernel.ts'
import { kernelOf } from '../src/backends/run.ts'
import { type Columns, ColumnsBuilder, columnOf, growTo, valuesOf } from '../src/columns/index.ts'
import type { Node } from '../src/language/tree.ts'
import { facts, figureValues } from './expressions.ts'

export type World = { readonly household: Row; readonly members: readonly Row[] }

/** Columns of a few households of the small dictionary. */
export function columnsOf(worlds: readonly World[]): Columns {
  const builder = new ColumnsBuilder(facts.all)
  for (const { household, members } of worlds) {
    builder.add({ facts: household, members: members.map((row, index) => ({ id: `m${index}`, facts: row })) })
  }
  return builder.finish()
}

/** What a back end says of a formula for each person: a truth, or a fraction; null is unknown. */
export type Said = boolean | { readonly top: number; readonly bottom: number } | null

/** Works out formulas for every person by a back end, all in one program. */
export function overColumns(
  backend: Backend,
  columns: Columns,
  nodes: readonly Node[],
  today: number,
): Said[][] {
  const graph = new Graph(columns.mostMembers)
  const lower = lowering(
    graph,
    today,
    (name) => {
      const value = figureValues.get(name) ?? null
      return value === null ? null : graph.number(value)
    },
    (fact): Source | null => {
      const column = columnOf(columns, fact.entity, fact.name)
      if (!column) return null
      const { storage, offset, low, high, open } = column
      return { key: `${fact.entity}.${fact.name}`, entity: fact.entity, storage, offset, low, high, open }
    },
  )
  let end = columns.end
  const outputs: Output[] = []
  const output = (node: Ref, known: Ref | null): Output => {
    const made = { node, known, of: 'person', storage: node.truth ? 'u8' : 'f64', offset: end } as const
    end += Math.ceil((columns.persons * 8 + 256) / 64) * 64
    outputs.push(made)
    return made
  }
  const readers = nodes.map((node) => {
    const read = (one: Output) => () => valuesOf(columns, { ...one, length: columns.persons })
    if (node.type === 'boolean') {
      const rails = lower.truth(node, OF_A_PERSON)
      const [yes, no] = [read(output(rails.yes, null)), read(output(rails.no, null))]
      return (person: number): Said => (yes()[person] === 1 ? true : no()[person] === 1 ? false : null)
    }
    if (node.type !== 'number') throw new Error('a truth or a number was expected')
    const { top, bottom, known } = lower.number(node, OF_A_PERSON)
    const above = read(output(top, known))
    const below = read(output(bottom ?? graph.number(1), null))
    return (person: number): Said => {
      const value = above()[person] ?? Number.NaN
      return Number.isNaN(value) ? null : { top: value, bottom: below()[person] ?? Number.NaN }
    }
  })
  growTo(columns.memory, end)
  const plan = backend(columns, { outputs, tallies: [] })
  kernelOf(plan, columns.memory)(0, columns.households, new Float64Array(0))
  return readers.map((reader) => Array.from({ length: columns.persons }, (_, person) => reader(person)))
}
