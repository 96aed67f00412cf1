import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { TokenRow } from '../search/tokens.ts'
import type { CarriedShot } from './carry-numbers.ts'
import type { SideRow } from './store.ts'

/** A membership as it was. */
export interface MembershipShot {
  readonly id: string
  readonly person_id: string
  readonly relation: string
  readonly from_date: string
  readonly to_date: string | null
  readonly reason: string | null
}

/** The household that a record leaves, as it was. */
export interface HouseholdShot {
  readonly household: {
    readonly status: string
    readonly head_person_id: string | null
    readonly head_name: string
    readonly head_pinyin: string
  }
  readonly memberships: readonly MembershipShot[]
}

/** What it takes to undo a merge. */
export interface UndoShot extends HouseholdShot {
  /** Memberships that the merge added. */
  readonly added: readonly string[]
  readonly receipts: readonly {
    readonly id: string
    readonly household_id: string
    readonly org_path: string
  }[]
  readonly tokens: readonly TokenRow[]
  /** What the standing record got of the other one's numbers; missing where nothing was. */
  readonly carried?: CarriedShot
}

export async function membershipShots(tx: Tx, householdId: string): Promise<HouseholdShot> {
  const [household] = await tx.query<HouseholdShot['household']>(
    'SELECT status, head_person_id, head_name, head_pinyin FROM household WHERE id = $1',
    [householdId],
  )
  if (!household) throw new AppError('not_found')
  const memberships = await tx.query<MembershipShot>(
    'SELECT id, person_id, relation, from_date::text, to_date::text, reason FROM membership WHERE household_id = $1 ORDER BY id',
    [householdId],
  )
  return { household, memberships }
}

/** Copies what was stated of one record to another, with its sources and days; gives the names of the facts. */
export async function copyStatements(
  tx: Tx,
  copy: {
    readonly mergeId: string
    readonly kept: SideRow
    readonly goneId: string
    readonly without: readonly string[]
  },
): Promise<string[]> {
  const rows = await tx.query<{ fact: string }>(
    `INSERT INTO fact (id, entity_kind, entity_id, household_id, org_path, fact, value, sensitivity, source_kind, source_name,
       source_id, batch_id, source_row, valid_from, learned_at, recorded_by, rank, merge_id)
     SELECT gen_random_uuid(), 'person', $2, $3, $4, fact, value, sensitivity, source_kind, source_name, source_id, batch_id,
       source_row, valid_from, $6, recorded_by, rank, $1
     FROM fact WHERE entity_id = $5 AND withdrawn_at IS NULL AND fact <> ALL ($7::text[]) ORDER BY seq
     RETURNING fact`,
    [
      copy.mergeId,
      copy.kept.id,
      copy.kept.household_id,
      copy.kept.org_path,
      copy.goneId,
      tx.now,
      copy.without,
    ],
  )
  return [...new Set(rows.map(({ fact }) => fact))]
}

/** The benefits of a person go to the record that stands; gives where they were. */
export async function receiptsToKept(
  tx: Tx,
  goneId: string,
  kept: { readonly person_id: string; readonly household_id: string; readonly org_path: string },
): Promise<UndoShot['receipts']> {
  const before = await tx.query<UndoShot['receipts'][number]>(
    'SELECT id, household_id, org_path FROM benefit_receipt WHERE person_id = $1 FOR UPDATE',
    [goneId],
  )
  await tx.execute(
    `UPDATE benefit_receipt SET person_id = $2, household_id = $3, org_path = $4, version = version + 1 WHERE id = ANY ($1::uuid[])`,
    [before.map(({ id }) => id), kept.person_id, kept.household_id, kept.org_path],
  )
  return before
}

export async function markMerged(tx: Tx, goneId: string, keptId: string | null): Promise<void> {
  await tx.execute(
    'UPDATE person SET merged_into = $2, updated_at = $3, version = version + 1 WHERE id = $1',
    [goneId, keptId, tx.now],
  )
}

export interface MergeRow {
  readonly id: string
  readonly pair_id: string
  readonly kept_id: string
  readonly gone_id: string
  readonly kept_household: string
  readonly gone_household: string
  readonly org_path: string
  readonly undo: UndoShot
  readonly merged_by: string | null
  readonly merged_at: Date
  readonly reason: string | null
  readonly undone_by: string | null
  readonly undone_at: Date | null
  readonly undo_reason: string | null
}

export async function insertMerge(
  tx: Tx,
  row: Pick<
    MergeRow,
    | 'id'
    | 'pair_id'
    | 'kept_id'
    | 'gone_id'
    | 'kept_household'
    | 'gone_household'
    | 'org_path'
    | 'undo'
    | 'reason'
  >,
): Promise<void> {
  await tx.execute(
    `INSERT INTO person_merge (id, pair_id, kept_id, gone_id, kept_household, gone_household, org_path, undo, reason, merged_by, merged_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[
        row.id,
        row.pair_id,
        row.kept_id,
        row.gone_id,
        row.kept_household,
        row.gone_household,
        row.org_path,
      ],
      ...[JSON.stringify(row.undo), row.reason, tx.actor.userId || null, tx.now],
    ],
  )
}

const MERGE = `id, pair_id, kept_id, gone_id, kept_household, gone_household, org_path, undo, merged_by, merged_at, reason,
  undone_by, undone_at, undo_reason`

export async function lockMerge(tx: Tx, id: string): Promise<MergeRow> {
  const [row] = await tx.query<MergeRow>(`SELECT ${MERGE} FROM person_merge WHERE id = $1 FOR UPDATE`, [id])
  if (!row) throw new AppError('not_found')
  if (row.undone_at !== null) throw new AppError('action_not_possible', { state: 'undone', action: 'undo' })
  return row
}

export async function listMergeRows(
  tx: Tx,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: MergeRow[]; total: number }> {
  const rows = await tx.query<MergeRow>(
    `SELECT ${MERGE} FROM person_merge ORDER BY merged_at DESC, id LIMIT $1 OFFSET $2`,
    [page.limit, page.offset],
  )
  const [count] = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM person_merge')
  return { rows, total: count?.n ?? 0 }
}

export async function markUndone(tx: Tx, merge: MergeRow, reason: string): Promise<void> {
  await tx.execute('UPDATE person_merge SET undone_by = $2, undone_at = $3, undo_reason = $4 WHERE id = $1', [
    merge.id,
    tx.actor.userId || null,
    tx.now,
    reason,
  ])
  await tx.execute(
    `UPDATE link_pair SET state = 'refused', reason = $2, decided_by = $3, decided_at = $4, version = version + 1 WHERE id = $1`,
    [merge.pair_id, reason, tx.actor.userId || null, tx.now],
  )
}

/** Puts receipts, memberships, the head and the tokens back to where they were. */
export async function putBack(tx: Tx, merge: MergeRow): Promise<void> {
  const { undo, gone_id: goneId, gone_household: home } = merge
  await tx.execute(
    `UPDATE benefit_receipt b SET person_id = $2, household_id = r.household_id, org_path = r.org_path, version = b.version + 1
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, household_id uuid, org_path text) WHERE b.id = r.id`,
    [JSON.stringify(undo.receipts), goneId],
  )
  await tx.execute(
    `UPDATE membership m SET to_date = r.to_date, reason = r.reason, relation = r.relation
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, to_date date, reason text, relation text) WHERE m.id = r.id`,
    [JSON.stringify(undo.memberships)],
  )
  // What the merge added ends on its first day: it never held.
  await tx.execute(
    `UPDATE membership SET to_date = from_date, reason = 'unmerged' WHERE id = ANY ($1::uuid[])`,
    [undo.added],
  )
  const { status, head_person_id, head_name, head_pinyin } = undo.household
  await tx.execute(
    `UPDATE household SET status = $2, head_person_id = $3, head_name = $4, head_pinyin = $5, updated_at = $6, version = version + 1
     WHERE id = $1`,
    [home, status, head_person_id, head_name, head_pinyin, tx.now],
  )
  await tx.execute(
    `DELETE FROM search_token t USING jsonb_to_recordset($1::jsonb) AS r(token text, kind text, person_id uuid)
     WHERE t.token = r.token AND t.kind = r.kind AND t.person_id = r.person_id`,
    [JSON.stringify(undo.tokens)],
  )
}
