import type { ClientBase } from 'pg'
import { GENESIS } from '../ledger/index.ts'
import type { TableInfo } from './manifest.ts'

/** The runner's own table: a restore writes it by migrating. */
const NOT_COPIED = ['schema_migration']

/** Every table of the schema `public` with its columns; partitioned ones once, as a whole. Generated columns are left out. */
export async function readTables(client: ClientBase): Promise<TableInfo[]> {
  const { rows } = await client.query<TableInfo>(
    `SELECT c.relname AS name,
       jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
     FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> ALL ($1)
     GROUP BY c.relname ORDER BY c.relname`,
    [NOT_COPIED],
  )
  return rows
}

/** Sorts tables so that each comes after those that its foreign keys name. */
export async function inWritingOrder(client: ClientBase, tables: readonly TableInfo[]): Promise<TableInfo[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(
    `SELECT DISTINCT child.relname AS child, parent.relname AS parent
     FROM pg_constraint k JOIN pg_class child ON child.oid = k.conrelid JOIN pg_class parent ON parent.oid = k.confrelid
     WHERE k.contype = 'f' AND child.oid <> parent.oid AND k.connamespace = 'public'::regnamespace`,
  )
  const parents = new Map<string, string[]>()
  for (const { child, parent } of rows) parents.set(child, [...(parents.get(child) ?? []), parent])
  const byName = new Map(tables.map((table) => [table.name, table]))
  const order = new Set<TableInfo>()
  const visit = (name: string, path: readonly string[]) => {
    const table = byName.get(name)
    if (!table || order.has(table)) return
    if (path.includes(name)) throw new Error(`foreign keys in a circle: ${[...path, name].join(' → ')}`)
    for (const parent of parents.get(name) ?? []) visit(parent, [...path, name])
    order.add(table)
  }
  for (const table of tables) visit(table.name, [])
  return [...order]
}

/** Sequences of the schema `public` with the last number that each has given, null for none. */
export async function readSequences(client: ClientBase): Promise<{ name: string; last: number | null }[]> {
  const { rows } = await client.query<{ name: string; last: number | null }>(
    `SELECT sequencename::text AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  )
  return rows
}

/** How long the ledger is and what its last block's root is. */
export async function readLedgerHead(
  client: ClientBase,
): Promise<{ entries: number; blocks: number; head: string }> {
  const { rows } = await client.query<{ entries: number; blocks: number; head: string | null }>(
    `SELECT (SELECT count(*) FROM ledger_entry) AS entries, (SELECT count(*) FROM ledger_block) AS blocks,
       (SELECT root FROM ledger_block ORDER BY no DESC LIMIT 1) AS head`,
  )
  const row = rows[0]
  return { entries: row?.entries ?? 0, blocks: row?.blocks ?? 0, head: row?.head ?? GENESIS }
}
