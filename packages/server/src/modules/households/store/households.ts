import type { OrgPath } from '@lastmile/domain'
import { rowArrays, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `household`, to be written; its number is given in writing. */
export interface NewHouseholdRow {
  readonly id: string
  readonly org_path: string
  readonly head_person_id: string
  readonly head_name: string
  readonly head_pinyin: string
  readonly address: string | null
  readonly source: string
  readonly lat: number | null
  readonly lng: number | null
  readonly place_source: string | null
}

const NUMBER_DIGITS = 8

/** Takes `count` running household numbers; concurrent callers wait for each other. */
async function takeNumbers(tx: Tx, count: number): Promise<string[]> {
  const [row] = await tx.query<{ value: number }>(
    `INSERT INTO counter (name, value) VALUES ('household', $1)
     ON CONFLICT (name) DO UPDATE SET value = counter.value + $1 RETURNING value`,
    [count],
  )
  const last = row?.value ?? 0
  return Array.from(
    { length: count },
    (_, i) => `H${String(last - count + 1 + i).padStart(NUMBER_DIGITS, '0')}`,
  )
}

const NEW_HOUSEHOLD = {
  ...{
    id: 'uuid',
    no: 'text',
    org_path: 'text',
    head_person_id: 'uuid',
    head_name: 'text',
    head_pinyin: 'text',
  },
  ...{ address: 'text', source: 'text' },
  ...{ lat: 'double precision', lng: 'double precision', place_source: 'text' },
} as const

/** Writes households and returns their numbers in the same order. */
export async function insertHouseholds(tx: Tx, rows: readonly NewHouseholdRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const numbers = await takeNumbers(tx, rows.length)
  const { from, values } = rowArrays(
    NEW_HOUSEHOLD,
    rows.map((row, i) => ({ ...row, no: numbers[i] })),
    1,
  )
  const columns = Object.keys(NEW_HOUSEHOLD).join(', ')
  await tx.execute(
    `INSERT INTO household (${columns}, created_at, updated_at) SELECT ${columns}, $1, $1 FROM ${from}`,
    [tx.now, ...values],
  )
  return numbers
}

/** A row of `household`; days as `YYYY-MM-DD`. */
export interface HouseholdRecord {
  readonly id: string
  readonly no: string
  readonly org_path: OrgPath
  readonly head_person_id: string | null
  readonly head_name: string
  readonly address: string | null
  readonly status: 'active' | 'moved' | 'dissolved'
  readonly advisor_id: string | null
  readonly paired_since: string | null
  readonly tier: number | null
  readonly last_contact_at: Date | null
  readonly open_gaps: number
  readonly open_needs: number
  readonly case_id: string | null
  readonly case_state: string | null
  readonly next_contact_on: string | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly version: number
}

export const HOUSEHOLD_COLUMNS = `id, no, org_path, head_person_id, head_name, address, status, advisor_id, paired_since,
  tier, last_contact_at, open_gaps, open_needs, case_id, case_state, next_contact_on, created_at, updated_at, version`

/** A household that the actor may see; hidden and absent ones are the same 404. */
export async function getHousehold(tx: Tx, id: string): Promise<HouseholdRecord> {
  const [row] = await tx.query<HouseholdRecord>(`SELECT ${HOUSEHOLD_COLUMNS} FROM household WHERE id = $1`, [
    id,
  ])
  if (!row) throw new AppError('not_found')
  return row
}

/** As `getHousehold`, locked until the transaction ends, for changes. */
export async function lockHousehold(tx: Tx, id: string): Promise<HouseholdRecord> {
  const [row] = await tx.query<HouseholdRecord>(
    `SELECT ${HOUSEHOLD_COLUMNS} FROM household WHERE id = $1 FOR UPDATE`,
    [id],
  )
  if (!row) throw new AppError('not_found')
  return row
}

/** Locks households in one order and returns those that the actor may see, by id. */
export async function lockHouseholdList(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HouseholdRecord>> {
  const rows = await tx.query<HouseholdRecord>(
    `SELECT ${HOUSEHOLD_COLUMNS} FROM household WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Marks households as changed. */
export async function touchHouseholds(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(
    'UPDATE household SET updated_at = $2, version = version + 1 WHERE id = ANY ($1::uuid[])',
    [ids, tx.now],
  )
}

/** Gives a household another head, or none when nobody is left (then it is dissolved). */
export async function setHead(
  tx: Tx,
  id: string,
  head: { readonly personId: string; readonly name: string; readonly pinyin: string } | null,
): Promise<void> {
  await tx.execute(
    `UPDATE household SET head_person_id = $2, head_name = coalesce($3, head_name), head_pinyin = coalesce($4, head_pinyin),
       status = CASE WHEN $2::uuid IS NULL THEN 'dissolved' ELSE status END, updated_at = $5, version = version + 1
     WHERE id = $1`,
    [id, head?.personId ?? null, head?.name ?? null, head?.pinyin ?? null, tx.now],
  )
}

/** Writes the addresses of households that had none. */
export async function fillAddresses(
  tx: Tx,
  rows: readonly { readonly id: string; readonly address: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `UPDATE household h SET address = r.address FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, address text)
     WHERE h.id = r.id AND h.address IS NULL`,
    [JSON.stringify(rows.map(({ id, address }) => ({ id, address })))],
  )
}
