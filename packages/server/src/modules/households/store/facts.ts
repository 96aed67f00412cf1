import type { Entity, Fact } from '@lastmile/rules'
import { factColumn, factTable, type Tx } from '../../../platform/db/index.ts'
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

const COLUMNS = `id, entity_kind, entity_id, household_id, org_path, fact, value, sensitivity, source_kind, source_name,
  source_id, batch_id, source_row, valid_from, learned_at, recorded_by, rank`

/** Locks households in one order, so that two writers of the same ones wait for each other and never in a circle. */
export async function lockHouseholds(tx: Tx, ids: readonly string[]): Promise<void> {
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
  await tx.execute(
    `INSERT INTO fact (${COLUMNS})
     SELECT ${COLUMNS.replace('value', "coalesce(value, 'null'::jsonb)")} FROM jsonb_to_recordset($1::jsonb) AS r(
       id uuid, entity_kind text, entity_id uuid, household_id uuid, org_path text, fact text, value jsonb,
       sensitivity text, source_kind text, source_name text, source_id text, batch_id uuid, source_row integer,
       valid_from date, learned_at timestamptz, recorded_by uuid, rank smallint)`,
    [JSON.stringify(rows)],
  )
}

/** New present values of one entity. */
export interface WidePatch {
  readonly entity: Entity
  readonly entityId: string
  readonly householdId: string
  readonly orgPath: string
  readonly values: ReadonlyMap<Fact, boolean | number | string | null>
}

interface TablePatches {
  readonly idColumn: 'household_id' | 'person_id'
  readonly columns: Set<string>
  readonly rows: Map<string, Record<string, boolean | number | string | null>>
}

function byTable(patches: readonly WidePatch[], at: string): Map<string, TablePatches> {
  const tables = new Map<string, TablePatches>()
  for (const patch of patches) {
    for (const [fact, value] of patch.values) {
      const table = factTable(fact)
      const idColumn = patch.entity === 'household' ? 'household_id' : 'person_id'
      const into = tables.get(table) ?? { idColumn, columns: new Set(), rows: new Map() }
      tables.set(table, into)
      const row = into.rows.get(patch.entityId) ?? {
        household_id: patch.householdId,
        org_path: patch.orgPath,
        updated_at: at,
        [idColumn]: patch.entityId,
      }
      const column = factColumn(fact.name)
      row[column] = value
      into.columns.add(column)
      into.rows.set(patch.entityId, row)
    }
  }
  return tables
}

/**
 * Writes present values into the wide rows; columns that a patch does not name stay. The households must be locked.
 */
export async function writeWide(tx: Tx, patches: readonly WidePatch[]): Promise<void> {
  for (const [table, { idColumn, columns, rows }] of byTable(patches, tx.now.toISOString())) {
    const set = ['updated_at', ...columns].map((column) => `${column} = excluded.${column}`).join(', ')
    await tx.execute(
      `INSERT INTO ${table}
       SELECT wide.* FROM jsonb_array_elements($1::jsonb) AS p(patch)
       LEFT JOIN ${table} known ON known.${idColumn} = (p.patch->>'${idColumn}')::uuid
       CROSS JOIN LATERAL jsonb_populate_record(known, p.patch) AS wide
       ON CONFLICT (${idColumn}) DO UPDATE SET ${set}`,
      [JSON.stringify([...rows.values()])],
    )
  }
}
