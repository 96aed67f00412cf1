import type { Tx } from '../../../platform/db/index.ts'

/** A household as it is taken along. Its place is in degrees (WGS 84), null until somebody learned it at the door. */
export interface PackedRecord {
  readonly id: string
  readonly no: string
  readonly org_path: string
  readonly head_name: string
  readonly address: string | null
  readonly lat: number | null
  readonly lng: number | null
  readonly tier: number | null
  readonly status: string
  readonly next_contact_on: string | null
  readonly last_contact_at: Date | null
  readonly open_gaps: number
  readonly open_needs: number
}

/**
 * Some of the given households that changed in a transaction from `since` on, or are fresh, by id. A mark from a later
 * transaction than any there has been comes from an earlier life of the database (a restored backup) and counts as old.
 */
export async function changedHouseholds(
  tx: Tx,
  asked: {
    readonly ids: readonly string[]
    readonly fresh: readonly string[]
    readonly since: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<PackedRecord[]> {
  return tx.query<PackedRecord>(
    `SELECT h.id, h.no, h.org_path, h.head_name, h.address, h.lat, h.lng, h.tier, h.status,
       h.next_contact_on::text AS next_contact_on, h.last_contact_at, h.open_gaps, h.open_needs
     FROM household h
     WHERE h.id = ANY ($1::uuid[]) AND ($4::uuid IS NULL OR h.id > $4)
       AND ($3::text IS NULL OR h.id = ANY ($2::uuid[])
         OR (h.change_xid < pg_snapshot_xmax(pg_current_snapshot()) AND h.change_xid >= $3::text::xid8))
     ORDER BY h.id LIMIT $5`,
    [asked.ids, asked.fresh, asked.since, asked.after, asked.limit],
  )
}

/** A present fact of a household that is taken along. */
export interface PackedFactRow {
  readonly household_id: string
  readonly entity_id: string
  readonly fact: string
  readonly value: boolean | number | string | null
  readonly source_name: string
  readonly valid_from: string
  readonly recorded_by: string | null
}

/** The present facts of some households, without protected ones. */
export async function packedFactRows(tx: Tx, ids: readonly string[]): Promise<PackedFactRow[]> {
  return tx.query<PackedFactRow>(
    `SELECT DISTINCT ON (household_id, entity_id, fact) household_id, entity_id, fact, value, source_name, valid_from,
       recorded_by
     FROM fact WHERE household_id = ANY ($1::uuid[]) AND sensitivity <> 'protected' AND withdrawn_at IS NULL
     ORDER BY household_id, entity_id, fact, rank, valid_from DESC, fact.learned_at DESC, seq DESC`,
    [ids],
  )
}
