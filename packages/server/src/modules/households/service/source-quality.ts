import { addDays, legalDateAt, scopeRange, startOfLegalDate } from '@lastmile/domain'
import type { Entity } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { may } from '../access.ts'

/** Days that a value typed twice counts against us. */
const TYPED_TWICE_DAYS = 90

/** A fact of which two sources say different things. */
export interface FactConflict {
  readonly household_id: string
  readonly head_name: string
  readonly org_path: string
  readonly entity_kind: Entity
  readonly entity_id: string
  readonly person_name: string | null
  readonly fact: string
  readonly wins: string
  readonly loses: string
  readonly wins_value: unknown
  readonly loses_value: unknown
  readonly by_rule: 'order' | 'newest'
  readonly since: Date
}

/** SQL: the last word of a source on the fact of a contradiction. */
const lastWord = (
  source: 'wins' | 'loses',
) => `(SELECT f.value FROM fact f WHERE f.entity_id = c.entity_id AND f.fact = c.fact
  AND f.withdrawn_at IS NULL AND coalesce(f.source_id, '?') = c.${source} ORDER BY f.valid_from DESC, f.learned_at DESC, f.seq DESC LIMIT 1)`

/** Sensitivities of contradictions that the caller may open. */
function readable(tx: Tx): string[] {
  return [
    ...(may(tx.actor, 'fact.readSensitive') ? ['ordinary', 'sensitive'] : []),
    ...(may(tx.actor, 'fact.readProtected') ? ['protected'] : []),
  ]
}

/** Open contradictions in the caller's scope, the newest first; each household shown stands in the ledger. */
export async function listConflicts(
  tx: Tx,
  query: {
    readonly source?: string | undefined
    readonly under?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: FactConflict[]; total: number }> {
  const { from, to } = rangeOf(query.under)
  const where = `c.settled_at IS NULL AND c.sensitivity = ANY ($1::text[]) AND ($2::text IS NULL OR $2 IN (c.wins, c.loses))
     AND ($3::text IS NULL OR (c.org_path >= $3 AND c.org_path < $4))`
  const values = [readable(tx), query.source ?? null, from, to]
  const items = await tx.query<FactConflict>(
    `SELECT c.household_id, h.head_name, c.org_path, c.entity_kind, c.entity_id, p.name AS person_name, c.fact, c.wins, c.loses,
       ${lastWord('wins')} AS wins_value, ${lastWord('loses')} AS loses_value, c.by_rule, c.since
     FROM fact_conflict c JOIN household h ON h.id = c.household_id
     LEFT JOIN person p ON c.entity_kind = 'person' AND p.id = c.entity_id
     WHERE ${where} ORDER BY c.since DESC, c.entity_id, c.fact LIMIT $5 OFFSET $6`,
    [...values, query.limit, query.offset],
  )
  recordReads(
    tx,
    items.map((item) => ({ id: item.household_id, orgPath: item.org_path })),
    'conflicts',
  )
  const [count] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM fact_conflict c WHERE ${where}`,
    values,
  )
  return { items, total: count?.n ?? 0 }
}

function rangeOf(under: string | undefined): { from: string | null; to: string | null } {
  if (!under) return { from: null, to: null }
  const { lo, hi } = scopeRange(under)
  return { from: lo, to: hi }
}

/** Open contradictions by the source that wins or loses; counts only. */
export async function countConflicts(
  tx: Tx,
): Promise<{ total: number; wins: ReadonlyMap<string, number>; loses: ReadonlyMap<string, number> }> {
  const rows = await tx.query<{ wins: string; loses: string; n: number }>(
    `SELECT wins, loses, count(*)::int AS n FROM fact_conflict WHERE settled_at IS NULL AND sensitivity = ANY ($1::text[]) GROUP BY 1, 2`,
    [readable(tx)],
  )
  const sum = (of: 'wins' | 'loses') => {
    const counts = new Map<string, number>()
    for (const row of rows) counts.set(row[of], (counts.get(row[of]) ?? 0) + row.n)
    return counts
  }
  return { total: rows.reduce((all, { n }) => all + n, 0), wins: sum('wins'), loses: sum('loses') }
}

export interface TypedTwice {
  readonly entity_kind: Entity
  readonly fact: string
  readonly had_source: string
  readonly typed_as: string
  readonly count: number
  readonly people: number
  readonly last_at: Date
}

/** What was typed in the last 90 days although a source had brought it, most often first. */
export async function listTypedTwice(tx: Tx): Promise<TypedTwice[]> {
  return tx.query<TypedTwice>(
    `SELECT entity_kind, fact, had_source, typed_as, count(*)::int AS count, count(DISTINCT typed_by)::int AS people, max(at) AS last_at
     FROM typed_twice WHERE at >= $1 GROUP BY 1, 2, 3, 4 ORDER BY count DESC, fact, had_source, typed_as LIMIT 200`,
    [startOfLegalDate(addDays(legalDateAt(tx.now), -TYPED_TWICE_DAYS))],
  )
}
