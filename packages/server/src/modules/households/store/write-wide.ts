import type { Entity, Fact } from '@lastmile/rules'
import { factColumn, factTable, factType, rowArrays, type Tx } from '../../../platform/db/index.ts'

/** New present values of one entity. */
export interface WidePatch {
  readonly entity: Entity
  readonly entityId: string
  readonly householdId: string
  readonly orgPath: string
  readonly values: ReadonlyMap<Fact, boolean | number | string | null>
}

type WideValue = boolean | number | string | null

interface TablePatches {
  readonly idColumn: 'household_id' | 'person_id'
  /** The columns that some patch names, with their SQL types. */
  readonly columns: Map<string, string>
  readonly rows: Map<string, Record<string, WideValue>>
}

function byTable(patches: readonly WidePatch[], at: string): Map<string, TablePatches> {
  const tables = new Map<string, TablePatches>()
  for (const patch of patches) {
    for (const [fact, value] of patch.values) {
      const table = factTable(fact)
      const idColumn = patch.entity === 'household' ? 'household_id' : 'person_id'
      const into = tables.get(table) ?? { idColumn, columns: new Map(), rows: new Map() }
      tables.set(table, into)
      const row = into.rows.get(patch.entityId) ?? {
        household_id: patch.householdId,
        org_path: patch.orgPath,
        updated_at: at,
        [idColumn]: patch.entityId,
      }
      const column = factColumn(fact.name)
      row[column] = value
      into.columns.set(column, factType(fact.type))
      into.rows.set(patch.entityId, row)
    }
  }
  return tables
}

/**
 * Writes present values into the wide rows; columns that a patch does not name stay. The households must be locked.
 * @param made entities that came into being in this transaction: they have no wide row yet.
 */
export async function writeWide(
  tx: Tx,
  patches: readonly WidePatch[],
  made: ReadonlySet<string> = NOBODY,
): Promise<void> {
  const at = tx.now.toISOString()
  const isNew = ({ entityId }: WidePatch) => made.has(entityId)
  const added = byTable(patches.filter(isNew), at)
  const changed = byTable(
    patches.filter((patch) => !isNew(patch)),
    at,
  )
  await Promise.all([
    ...[...added].map(([table, patched]) => addRows(tx, table, patched)),
    ...[...changed].map(([table, patched]) => changeRows(tx, table, patched)),
  ])
}

const NOBODY: ReadonlySet<string> = new Set()

async function addRows(tx: Tx, table: string, { idColumn, columns, rows }: TablePatches): Promise<void> {
  const place = { household_id: 'uuid', org_path: 'text', updated_at: 'timestamptz' }
  const types = { [idColumn]: 'uuid', ...place, ...Object.fromEntries(columns) }
  const { from, values } = rowArrays(types, [...rows.values()])
  const names = Object.keys(types).join(', ')
  await tx.execute(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${from}`, values)
}

async function changeRows(tx: Tx, table: string, { idColumn, columns, rows }: TablePatches): Promise<void> {
  const set = ['updated_at', ...columns.keys()].map((column) => `${column} = excluded.${column}`).join(', ')
  await tx.execute(
    `INSERT INTO ${table}
     SELECT wide.* FROM jsonb_array_elements($1::jsonb) AS p(patch)
     LEFT JOIN ${table} known ON known.${idColumn} = (p.patch->>'${idColumn}')::uuid
     CROSS JOIN LATERAL jsonb_populate_record(known, p.patch) AS wide
     ON CONFLICT (${idColumn}) DO UPDATE SET ${set}`,
    [JSON.stringify([...rows.values()])],
  )
}
