import { partsOf } from '../backends/dataflow/index.ts'
import type { Fact } from '../facts/dictionary.ts'
import type { Node } from '../language/tree.ts'
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
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'fact') facts.add(node.fact)
    partsOf(node).forEach(visit)
  }
  for (const node of nodes) visit(node)
  return facts
}
