import type { Json } from '../db/index.ts'
import { leafOf } from './merkle.ts'

/** A ledger entry as verification reads it; `at` is exact text in UTC, to the microsecond. */
export interface SealableEntry {
  readonly id: string
  readonly seq: number
  readonly at: string
  readonly actor_id: string | null
  readonly actor_role: string
  readonly actor_org: string | null
  readonly action: string
  readonly object_kind: string
  readonly object_id: string
  readonly household_id: string | null
  readonly org_path: string | null
  readonly purpose: string | null
  readonly request_id: string | null
  readonly data: Json
}

/** The columns of `SealableEntry`, of the table alias `e`. */
export const ENTRY_COLUMNS = `e.id, e.seq, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  e.actor_id, e.actor_role, e.actor_org, e.action, e.object_kind, e.object_id, e.household_id, e.org_path, e.purpose,
  e.request_id, e.data`

/** The leaf of an entry. Every column counts. */
export function entryLeaf(entry: SealableEntry): Buffer {
  const {
    id,
    seq,
    at,
    actor_id,
    actor_role,
    actor_org,
    action,
    object_kind,
    object_id,
    household_id,
    org_path,
    purpose,
    request_id,
    data,
  } = entry
  return leafOf({
    id,
    seq,
    at,
    actor_id,
    actor_role,
    actor_org,
    action,
    object_kind,
    object_id,
    household_id,
    org_path,
    purpose,
    request_id,
    data,
  })
}
