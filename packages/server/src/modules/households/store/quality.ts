import type { Entity, Fact } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'

/** A row of `fact_conflict`, to be written. */
export interface ConflictRow {
  readonly entity_id: string
  readonly fact: string
  readonly entity_kind: Entity
  readonly household_id: string
  readonly org_path: string
  readonly sensitivity: Fact['sensitivity']
  readonly wins: string
  readonly loses: string
  readonly by_rule: 'order' | 'newest'
}

/** Notes contradictions; one that stood already keeps its day. */
export async function writeConflicts(tx: Tx, rows: readonly ConflictRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `INSERT INTO fact_conflict AS c (entity_id, fact, entity_kind, household_id, org_path, sensitivity, wins, loses, by_rule, since)
     SELECT entity_id, fact, entity_kind, household_id, org_path, sensitivity, wins, loses, by_rule, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(entity_id uuid, fact text, entity_kind text, household_id uuid, org_path text,
       sensitivity text, wins text, loses text, by_rule text)
     ON CONFLICT (entity_id, fact) DO UPDATE SET wins = excluded.wins, loses = excluded.loses, by_rule = excluded.by_rule,
       household_id = excluded.household_id, org_path = excluded.org_path, settled_at = NULL,
       since = CASE WHEN c.settled_at IS NULL THEN c.since ELSE excluded.since END`,
    [JSON.stringify(rows), tx.now],
  )
}

/** Notes that the sources agree again. */
export async function settleConflicts(
  tx: Tx,
  keys: readonly { readonly entity_id: string; readonly fact: string }[],
): Promise<void> {
  if (keys.length === 0) return
  await tx.execute(
    `UPDATE fact_conflict c SET settled_at = $2 FROM jsonb_to_recordset($1::jsonb) AS r(entity_id uuid, fact text)
     WHERE c.entity_id = r.entity_id AND c.fact = r.fact AND c.settled_at IS NULL`,
    [JSON.stringify(keys), tx.now],
  )
}

/** A row of `typed_twice`, to be written. */
export interface TypedTwiceRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly entity_kind: Entity
  readonly entity_id: string
  readonly fact: string
  readonly had_source: string
  readonly typed_as: string
}

export async function writeTypedTwice(tx: Tx, rows: readonly TypedTwiceRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `INSERT INTO typed_twice (id, household_id, org_path, entity_kind, entity_id, fact, had_source, typed_as, typed_by, at)
     SELECT id, household_id, org_path, entity_kind, entity_id, fact, had_source, typed_as, $2, $3
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, household_id uuid, org_path text, entity_kind text, entity_id uuid,
       fact text, had_source text, typed_as text)`,
    [JSON.stringify(rows), tx.actor.userId || null, tx.now],
  )
}
