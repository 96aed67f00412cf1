import type { Facts } from '@lastmile/rules'
import { z } from 'zod'

/** Rank of a source that the order of a fact does not name. */
export const UNRANKED = 100

const document = z.strictObject({
  schema_version: z.literal(1),
  facts: z.record(z.string(), z.array(z.string().min(1)).min(1).max(UNRANKED)),
})

/** By `<entity>.<fact>`: sources, the one that wins first. District data (`source-order.yaml`). */
export type SourceOrder = ReadonlyMap<string, readonly string[]>

/** A person's choice between what several sources say; whatever it stands above when it is made, newer words go on. */
export const DECISION = 'decision'

/** What people record here, beside the lists of departments. */
export const PEOPLE_AS_SOURCES = ['visit', 'staff', 'resident'] as const

/** Reads the order. Throws when it names a fact that is none, or a source that the district does not have. */
export function readSourceOrder(input: unknown, facts: Facts, sources: Iterable<string>): SourceOrder {
  const known = new Set([...sources, ...PEOPLE_AS_SOURCES])
  const order = new Map<string, readonly string[]>()
  for (const [name, list] of Object.entries(document.parse(input).facts)) {
    const [entity, fact = ''] = name.split('.')
    const definition = entity === 'household' || entity === 'person' ? facts[entity].get(fact) : undefined
    if (!definition || definition.derived !== undefined)
      throw new Error(`source-order.yaml: ${name} is no observed fact`)
    for (const source of list)
      if (!known.has(source)) throw new Error(`source-order.yaml: ${name}: there is no source ${source}`)
    order.set(name, list)
  }
  return order
}

/** The place of a source in the order of a fact. */
export function rankOf(order: SourceOrder, entity: string, fact: string, sourceId: string | null): number {
  const at = sourceId === null ? -1 : (order.get(`${entity}.${fact}`)?.indexOf(sourceId) ?? -1)
  return at < 0 ? UNRANKED : at
}
