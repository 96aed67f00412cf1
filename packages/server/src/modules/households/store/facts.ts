import type { Entity, Fact } from '@lastmile/rules'
import { rowArrays, type Tx } from '../../../platform/db/index.ts'
import type { Stated } from '../facts/precedence.ts'

/** A row of `fact`, to be written. */
export interface FactRow {
  readonly id: string
  readonly entity_kind: Entity
  readonly entity_id: string
  readonly household_id: string
  readonly org_path: string
  readonly fact: string
  readonly value: boolean | number | string | null
  readonly sensitivity: Fact['sensitivity']
  readonly source_kind: string
  readonly source_name: string
  readonly source_id: string | null
  readonly batch_id: string | null
  readonly source_row: number | null
  readonly valid_from: string
  readonly learned_at: string
  readonly recorded_by: string | null
  readonly rank: number
}

const FACT = {
  ...{
    id: 'uuid',
    entity_kind: 'text',
    entity_id: 'uuid',
    household_id: 'uuid',
    org_path: 'text',
    fact: 'text',
  },
  ...{ value: 'jsonb', sensitivity: 'text', source_kind: 'text', source_name: 'text', source_id: 'text' },
  ...{ batch_id: 'uuid', source_row: 'integer', valid_from: 'date', learned_at: 'timestamptz' },
  ...{ recorded_by: 'uuid', rank: 'smallint' },
} as const

/** Locks households in one order, so that two writers of the same ones wait for each other and never in a circle. */
export async function lockHouseholds(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query('SELECT 1 FROM household WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [
    [...new Set(ids)],
  ])
}

/** Everything stated so far of some facts of some entities, by `factKey`. */
export async function readPast(
  tx: Tx,
  entityIds: readonly string[],
  facts: readonly string[],
): Promise<Map<string, Stated[]>> {
  if (entityIds.length === 0) return new Map()
  const rows = await tx.query<{
    entity_id: string
    fact: string
    value: Stated['value']
    valid_from: string
    learned_at: Date
    seq: number
    source_id: string | null
    rank: number
  }>(
    `SELECT entity_id, fact, value, valid_from, learned_at, seq, source_id, rank FROM fact
     WHERE entity_id = ANY ($1::uuid[]) AND fact = ANY ($2::text[]) AND withdrawn_at IS NULL`,
    [entityIds, facts],
  )
  const past = new Map<string, Stated[]>()
  for (const row of rows) {
    const key = factKey(row.entity_id, row.fact)
    const stated: Stated = {
      value: row.value,
      rank: row.rank,
      validFrom: row.valid_from,
      learnedAt: row.learned_at.getTime(),
      seq: row.seq,
      sourceId: row.source_id,
    }
    const known = past.get(key)
    if (known) known.push(stated)
    else past.set(key, [stated])
  }
  return past
}

export function factKey(entityId: string, fact: string): string {
  return `${entityId} ${fact}`
}

/** Appends statements to the past, in the order given. */
export async function insertFacts(tx: Tx, rows: readonly FactRow[]): Promise<void> {
  if (rows.length === 0) return
  const { from, values } = rowArrays(
    FACT,
    rows.map((row) => ({ ...row, value: JSON.stringify(row.value) })),
  )
  const columns = Object.keys(FACT).join(', ')
  await tx.execute(`INSERT INTO fact (${columns}) SELECT ${columns} FROM ${from}`, values)
}
