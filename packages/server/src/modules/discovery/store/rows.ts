import { rowArrays, type Tx } from '../../../platform/db/index.ts'
import type { Doubt } from '../service/link-rows.ts'

export type Outcome = 'accepted' | 'unchanged' | 'refused' | 'review'

/** A row of `import_row`; hashes in hex. */
export interface ImportRow {
  readonly row: number
  readonly org_path: string
  readonly key: string
  readonly content: string
  readonly household_key: string | null
  readonly outcome: Outcome
  readonly person_id: string | null
  readonly household_id: string | null
  /** What the row brought into being. */
  readonly made: 'household' | 'person' | null
  /** Persons who may be the one of the row, for somebody to say which. */
  readonly doubts?: readonly Doubt[] | null
  readonly decided_by?: string | null
  readonly decided_at?: Date | null
}

const ROW = {
  ...{
    row: 'integer',
    org_path: 'text',
    key: 'text',
    content: 'text',
    household_key: 'text',
    outcome: 'text',
  },
  ...{ person_id: 'uuid', household_id: 'uuid', made: 'text' },
  ...{ doubts: 'jsonb', decided_by: 'uuid', decided_at: 'timestamptz' },
} as const

export async function insertRows(tx: Tx, batchId: string, rows: readonly ImportRow[]): Promise<void> {
  if (rows.length === 0) return
  const plain = rows.map((row) => ({
    ...row,
    doubts: row.doubts ? JSON.stringify(row.doubts) : null,
    decided_by: row.decided_by ?? null,
    decided_at: row.decided_at?.toISOString() ?? null,
  }))
  const { from, values } = rowArrays(ROW, plain, 1)
  const columns = Object.keys(ROW).join(', ')
  const selected = columns.replace(/\b(key|content|household_key)\b/g, "decode($1, 'hex')")
  await tx.execute(`INSERT INTO import_row (batch_id, ${columns}) SELECT $1, ${selected} FROM ${from}`, [
    batchId,
    ...values,
  ])
}

/** What became of one row. */
export async function findRow(
  tx: Tx,
  batchId: string,
  row: number,
): Promise<Pick<ImportRow, 'org_path' | 'outcome' | 'person_id' | 'household_id'> | null> {
  const [found] = await tx.query<Pick<ImportRow, 'org_path' | 'outcome' | 'person_id' | 'household_id'>>(
    'SELECT org_path, outcome, person_id, household_id FROM import_row WHERE batch_id = $1 AND row = $2',
    [batchId, row],
  )
  return found ?? null
}

const BUFFERS = (hex: readonly string[]): Buffer[] => hex.map((one) => Buffer.from(one, 'hex'))

// Each key is looked up by its index. Left to the planner, which knows nothing yet of a batch that has just begun, these read all rows
// of the batch for every chunk.

/** Rows of this import that were about the same people: key → the first of them, with its content. */
export async function findEarlierRows(
  tx: Tx,
  batchId: string,
  keys: readonly string[],
): Promise<Map<string, { row: number; content: string }>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<{ key: string; row: number; content: string }>(
    `SELECT encode(k.key, 'hex') AS key, r.row, encode(r.content, 'hex') AS content
     FROM unnest($2::bytea[]) AS k(key) CROSS JOIN LATERAL (
       SELECT f.row, f.content FROM (
         SELECT i.row, i.content FROM import_row i WHERE i.key = k.key AND i.batch_id = $1 AND i.outcome <> 'refused' OFFSET 0) f
       ORDER BY f.row LIMIT 1) r`,
    [batchId, BUFFERS(keys)],
  )
  return new Map(rows.map(({ key, row, content }) => [key, { row, content }]))
}

/** Whom earlier imports of this source linked rows of the same keys to. */
export async function findLinkedBefore(
  tx: Tx,
  source: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<{ key: string; person_id: string }>(
    `SELECT encode(k.key, 'hex') AS key, r.person_id FROM unnest($2::bytea[]) AS k(key) CROSS JOIN LATERAL (
       SELECT f.person_id FROM (
         SELECT i.batch_id, i.person_id FROM import_row i WHERE i.key = k.key AND i.person_id IS NOT NULL OFFSET 0) f
         JOIN import_batch b ON b.id = f.batch_id
       WHERE b.source = $1 AND NOT b.dry_run ORDER BY b.created_at DESC LIMIT 1) r`,
    [source, BUFFERS(keys)],
  )
  return new Map(rows.map((row) => [row.key, row.person_id]))
}

/** Those of some keys of whose rows somebody said, in an earlier list of this source, that they are nobody on record. */
export async function findStrangers(tx: Tx, source: string, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx.query<{ key: string }>(
    `SELECT DISTINCT encode(r.key, 'hex') AS key FROM import_row r JOIN import_batch b ON b.id = r.batch_id
     WHERE r.key = ANY ($2::bytea[]) AND b.source = $1 AND NOT b.dry_run AND r.decided_at IS NOT NULL AND r.person_id IS NULL`,
    [source, BUFFERS(keys)],
  )
  return new Set(rows.map(({ key }) => key))
}

/** Households that this import already made or found for keys of its list; null in a dry run, where none was kept. */
export async function findHouseholdsOfKeys(
  tx: Tx,
  batchId: string,
  keys: readonly string[],
): Promise<Map<string, string | null>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<{ household_key: string; household_id: string | null }>(
    `SELECT encode(k.key, 'hex') AS household_key, r.household_id FROM unnest($2::bytea[]) AS k(key) CROSS JOIN LATERAL (
       SELECT f.household_id FROM (
         SELECT i.household_id, i.row FROM import_row i
         WHERE i.batch_id = $1 AND i.household_key = k.key AND i.outcome IN ('accepted', 'unchanged') OFFSET 0) f
       ORDER BY f.row LIMIT 1) r`,
    [batchId, BUFFERS(keys)],
  )
  return new Map(rows.map((row) => [row.household_key, row.household_id]))
}

/** Those of some households of which this import has spoken already. */
export async function findStatedHouseholds(
  tx: Tx,
  batchId: string,
  householdIds: readonly string[],
): Promise<Set<string>> {
  if (householdIds.length === 0) return new Set()
  const rows = await tx.query<{ household_id: string }>(
    `SELECT k.id AS household_id FROM unnest($2::uuid[]) AS k(id) CROSS JOIN LATERAL (
       SELECT 1 FROM (SELECT i.row FROM import_row i WHERE i.batch_id = $1 AND i.household_id = k.id OFFSET 0) f LIMIT 1) r`,
    [batchId, householdIds],
  )
  return new Set(rows.map((row) => row.household_id))
}

/**
 * How many persons the last list of this source had, in the units that this one speaks of, and this one has not.
 * Lists of a later day and the same file again do not count.
 */
export async function countMissing(tx: Tx, batchId: string): Promise<number> {
  const [row] = await tx.query<{ missing: number }>(
    `WITH this AS (SELECT id, source, as_of, file_sha256 FROM import_batch WHERE id = $1),
       last AS (SELECT b.id FROM import_batch b, this
         WHERE b.source = this.source AND b.id <> this.id AND b.state = 'done' AND NOT b.dry_run
           AND b.as_of <= this.as_of AND b.file_sha256 <> this.file_sha256
         ORDER BY b.as_of DESC, b.created_at DESC LIMIT 1)
     SELECT count(DISTINCT r.person_id)::int AS missing FROM import_row r JOIN last ON last.id = r.batch_id
     WHERE r.person_id IS NOT NULL
       AND r.org_path IN (SELECT DISTINCT n.org_path FROM import_row n WHERE n.batch_id = $1)
       AND NOT EXISTS (SELECT 1 FROM import_row n WHERE n.batch_id = $1 AND n.person_id = r.person_id)`,
    [batchId],
  )
  return row?.missing ?? 0
}

/** The next households of which an import has spoken, after one, with the persons that it brought into being in them. */
export async function findSpokenOf(
  tx: Tx,
  batchId: string,
  after: string | null,
  limit: number,
): Promise<{ household_id: string; made: string[] }[]> {
  return tx.query(
    `SELECT household_id, coalesce(array_agg(person_id) FILTER (WHERE made IS NOT NULL), '{}') AS made FROM import_row
     WHERE batch_id = $1 AND household_id IS NOT NULL AND ($2::uuid IS NULL OR household_id > $2)
     GROUP BY household_id ORDER BY household_id LIMIT $3`,
    [batchId, after, limit],
  )
}

/** Of how many households an import has spoken. */
export async function countSpokenOf(tx: Tx, batchId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'SELECT count(DISTINCT household_id)::int AS n FROM import_row WHERE batch_id = $1',
    [batchId],
  )
  return row?.n ?? 0
}
