import type { Entity, Fact } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'

/** A row of `fact` as it is read. */
export interface FactRecord {
  readonly entity_kind: Entity
  readonly entity_id: string
  readonly fact: string
  readonly value: boolean | number | string | null
  readonly sensitivity: Fact['sensitivity']
  readonly source_kind: string
  readonly source_name: string
  readonly source_row: number | null
  readonly valid_from: string
  readonly learned_at: Date
  readonly recorded_by: string | null
  readonly batch_id: string | null
  readonly withdrawn_at: Date | null
}

const COLUMNS = `entity_kind, entity_id, fact, value, sensitivity, source_kind, source_name, source_row, valid_from,
  learned_at, recorded_by, batch_id, withdrawn_at`

/** The present facts of a household and its persons with their sources. Protected ones only where security shows them. */
export async function presentFactRows(tx: Tx, householdId: string): Promise<FactRecord[]> {
  return tx.query<FactRecord>(
    `SELECT DISTINCT ON (entity_id, fact) ${COLUMNS} FROM fact WHERE household_id = $1 AND withdrawn_at IS NULL
     ORDER BY entity_id, fact, rank, valid_from DESC, fact.learned_at DESC, seq DESC`,
    [householdId],
  )
}

/** Everything stated of one fact of one entity, by precedence. */
export async function factHistoryRows(
  tx: Tx,
  householdId: string,
  entityId: string,
  fact: string,
): Promise<FactRecord[]> {
  return tx.query<FactRecord>(
    `SELECT ${COLUMNS} FROM fact WHERE household_id = $1 AND entity_id = $2 AND fact = $3
     ORDER BY (withdrawn_at IS NOT NULL), rank, valid_from DESC, learned_at DESC, seq DESC LIMIT 500`,
    [householdId, entityId, fact],
  )
}

/** The last word of each source on one fact, by precedence; without one source. */
export async function lastWordRows(
  tx: Tx,
  householdId: string,
  entityId: string,
  fact: string,
  without: string,
): Promise<FactRecord[]> {
  return tx.query<FactRecord>(
    `SELECT ${COLUMNS} FROM (
       SELECT DISTINCT ON (coalesce(source_id, source_kind)) ${COLUMNS}, rank, seq FROM fact
       WHERE household_id = $1 AND entity_id = $2 AND fact = $3 AND withdrawn_at IS NULL
         AND coalesce(source_id, source_kind) <> $4
       ORDER BY coalesce(source_id, source_kind), valid_from DESC, fact.learned_at DESC, seq DESC) AS last
     ORDER BY rank, valid_from DESC, last.learned_at DESC, seq DESC LIMIT 20`,
    [householdId, entityId, fact, without],
  )
}
