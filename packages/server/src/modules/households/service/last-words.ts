import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds } from '../../identity/index.ts'
import { present, type Stated } from '../facts/precedence.ts'
import { DECISION, UNRANKED } from '../facts/source-order.ts'
import { readPast } from '../store/facts.ts'
import { lastWordRows } from '../store/read-facts.ts'
import type { FactStanding } from './standing-facts.ts'

interface FactPlace {
  readonly householdId: string
  readonly entityId: string
  readonly fact: string
}

/** What each source last said of a fact, the one that stands at present first; without what people chose between them. */
export async function lastWords(tx: Tx, place: FactPlace): Promise<FactStanding[]> {
  const rows = await lastWordRows(tx, place.householdId, place.entityId, place.fact, DECISION)
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.recorded_by),
  )
  return rows.map((row) => ({
    entityId: row.entity_id,
    fact: row.fact,
    value: row.value,
    sourceKind: row.source_kind,
    sourceName: row.source_name,
    by: row.recorded_by ? (staff.get(row.recorded_by)?.name ?? null) : null,
    validFrom: row.valid_from,
    learnedAt: row.learned_at.toISOString(),
  }))
}

/** What stands by the district's order of sources when no choice of a person counts; null where the order does not name the fact. */
export async function standingByOrder(
  tx: Tx,
  { entityId, fact }: Omit<FactPlace, 'householdId'>,
): Promise<Pick<Stated, 'value'> | null> {
  const past = [...(await readPast(tx, [entityId], [fact])).values()].flat()
  const sources = past.filter(({ sourceId }) => sourceId !== DECISION)
  return sources.some(({ rank }) => rank < UNRANKED) ? present(sources) : null
}
