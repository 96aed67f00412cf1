import { newIdAt } from '@lastmile/domain'
import type { PoolClient } from 'pg'
import type { TransactionActor } from './actor.ts'
import { rowArrays } from './row-arrays.ts'

/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What a change or a read puts into the ledger. Never identity numbers, phones or counselling text. */
export interface LedgerEntry {
  /** What was done, e.g. `need.confirmed`, `household.read`. */
  readonly action: string
  /** What it was done to, e.g. `need`. */
  readonly objectKind: string
  readonly objectId: string
  /** The household on whose thread it belongs. */
  readonly householdId?: string | null
  /** The unit of that household. */
  readonly orgPath?: string | null
  /** Ids, states and figures of the change. */
  readonly data?: { readonly [key: string]: Json }
}

/** Circumstances that all entries of one transaction share. */
export interface LedgerCircumstances {
  readonly actor: TransactionActor
  readonly now: Date
  readonly purpose: string
  readonly requestId: string | null
}

/** A row of `ledger_entry` as it is written. */
export interface LedgerRow {
  readonly id: string
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
  readonly data: { readonly [key: string]: Json }
}

/** The row of an entry, for writers in bulk; `appendLedgerRows` writes it. */
export function ledgerRow(entry: LedgerEntry, around: LedgerCircumstances): LedgerRow {
  return {
    id: newIdAt(around.now),
    at: around.now.toISOString(),
    actor_id: around.actor.userId || null,
    actor_role: around.actor.role,
    actor_org: around.actor.orgPath || null,
    action: entry.action,
    object_kind: entry.objectKind,
    object_id: entry.objectId,
    household_id: entry.householdId ?? null,
    org_path: entry.orgPath ?? null,
    purpose: around.purpose || null,
    request_id: around.requestId,
    data: entry.data ?? {},
  }
}

const TYPES = {
  ...{
    id: 'uuid',
    at: 'timestamptz',
    actor_id: 'uuid',
    actor_role: 'text',
    actor_org: 'text',
    action: 'text',
  },
  ...{ object_kind: 'text', object_id: 'text', household_id: 'uuid', org_path: 'text', purpose: 'text' },
  ...{ request_id: 'text', data: 'jsonb' },
} as const
const COLUMNS = Object.keys(TYPES).join(', ')

/** Appends rows in the transaction of `client`, in order, in one statement. */
export async function appendLedgerRows(
  client: Pick<PoolClient, 'query'>,
  rows: readonly LedgerRow[],
): Promise<void> {
  if (rows.length === 0) return
  const { from, values } = rowArrays(
    TYPES,
    rows.map((row) => ({ ...row, data: JSON.stringify(row.data) })),
  )
  await client.query(`INSERT INTO ledger_entry (${COLUMNS}) SELECT ${COLUMNS} FROM ${from}`, [...values])
}
