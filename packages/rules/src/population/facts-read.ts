import { partsOf } from '../backends/dataflow/index.ts'
import type { Fact } from '../facts/dictionary.ts'
import type { Node } from '../language/tree.ts'
import type { Version } from '../library/library.ts'
import type { PolicyOnDay } from '../screening/day-library.ts'

/** The observed facts that rules rest on: the columns that a population needs to have. */
export function factsRead(rules: readonly PolicyOnDay[]): ReadonlySet<Fact> {
  return factsOf(
    rules.flatMap(({ version }) => [version?.node, version?.payment?.node].flatMap((node) => node ?? [])),
  )
}

/** The observed facts that formulas rest on. */
export function factsOf(nodes: Iterable<Node>): ReadonlySet<Fact> {
  const facts = new Set<Fact>()
  visit(nodes, (node) => {
    if (node.kind === 'fact') facts.add(node.fact)
  })
  return facts
}

const figures = new WeakMap<Version, ReadonlySet<string>>()

/** The figures that a rule rests on, by name. */
export function figuresRead(version: Version): ReadonlySet<string> {
  const known = figures.get(version)
  if (known) return known
  const names = new Set<string>()
  visit([version.node, ...(version.payment ? [version.payment.node] : [])], (node) => {
    if (node.kind === 'figure') names.add(node.name)
  })
  figures.set(version, names)
  return names
}

/** Every part of some formulas, each once. */
function visit(nodes: Iterable<Node>, see: (node: Node) => void): void {
  const seen = new Set<Node>()
  const stack = [...nodes]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    see(node)
    stack.push(...partsOf(node))
  }
}
