import { partsOf } from '../backends/dataflow/index.ts'
import type { Entity, Fact } from '../facts/dictionary.ts'
import { momentOf } from '../facts/moments.ts'
import type { Node } from '../language/tree.ts'
import type { SignalRule } from './open-signals.ts'

/** An observed fact that rules read, now or at an earlier day. */
export type AskedFact = {
  readonly entity: Entity
  /** As rules name it: `monthly_wage@90`. */
  readonly name: string
  /** The fact of the dictionary. */
  readonly base: string
  /** 0: as it is now. */
  readonly daysBack: number
}

/** The observed facts that some rules rest on, each moment by itself: what must be read of a household to evaluate them. */
export function factsAsked(rules: readonly SignalRule[]): AskedFact[] {
  const asked = new Map<string, AskedFact>()
  const seen = new Set<Node>()
  const note = ({ entity, name }: Fact): void => {
    asked.set(`${entity}.${name}`, { entity, name, ...momentOf(name) })
  }
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'fact') note(node.fact)
    partsOf(node).forEach(visit)
  }
  for (const { policy, urgent } of rules)
    for (const one of [policy, ...urgent.map((ground) => ground.policy)])
      for (const { node } of one?.versions ?? []) visit(node)
  return [...asked.values()]
}
