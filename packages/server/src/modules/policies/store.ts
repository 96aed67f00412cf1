import type { Because } from '@lastmile/contract'
import type { GapState } from '@lastmile/domain'
import type { Tx } from '../../platform/db/index.ts'
import { AppError } from '../../platform/errors/index.ts'

/** A row of `gap`; days as `YYYY-MM-DD`, money in fen. */
export interface GapRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly policy: string
  readonly amount_fen: number | null
  readonly per: string | null
  readonly unverified: boolean
  readonly state: GapState
  readonly since: string
  readonly found_at: Date
  readonly because: Because
  readonly library_hash: string
  readonly dismiss_reason: string | null
  readonly version: number
}

const COLUMNS = `id, household_id, org_path, policy, amount_fen::float8 AS amount_fen, per, unverified, state,
  since::text AS since, found_at, because, library_hash, dismiss_reason, version`

export type NewGap = Omit<GapRow, 'state' | 'dismiss_reason' | 'version' | 'found_at'>

/** A result worth keeping. */
export interface ResultRow {
  readonly household_id: string
  readonly org_path: string
  readonly policy: string
  readonly outcome: 'eligible' | 'unknown'
  readonly amount_fen: number | null
  readonly per: string | null
  readonly missing: readonly unknown[]
  readonly unverified: boolean
}

/** Replaces the results of some households. */
export async function writeResults(
  tx: Tx,
  households: readonly { readonly id: string; readonly orgPath: string }[],
  results: readonly ResultRow[],
  made: { readonly date: string; readonly libraryHash: string },
): Promise<void> {
  await tx.execute('DELETE FROM screening_result WHERE household_id = ANY ($1::uuid[])', [
    households.map((household) => household.id),
  ])
  await tx.execute(
    `INSERT INTO screening_result (household_id, org_path, policy, outcome, amount_fen, per, missing, unverified)
     SELECT household_id, org_path, policy, outcome, amount_fen, per, missing, unverified
     FROM jsonb_to_recordset($1::jsonb) AS r(household_id uuid, org_path text, policy text, outcome text,
       amount_fen bigint, per text, missing jsonb, unverified boolean)`,
    [JSON.stringify(results)],
  )
  await tx.execute(
    `INSERT INTO screening (household_id, org_path, legal_date, library_hash, at)
     SELECT id, path, $2::date, $3, $4 FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, path text)
     ON CONFLICT (household_id) DO UPDATE SET org_path = excluded.org_path, legal_date = excluded.legal_date,
       library_hash = excluded.library_hash, at = excluded.at`,
    [
      JSON.stringify(households.map(({ id, orgPath }) => ({ id, path: orgPath }))),
      made.date,
      made.libraryHash,
      tx.now,
    ],
  )
}

/** Gaps of some households that matter to a new screening: live ones, and dismissed ones. */
export async function gapsOfHouseholds(tx: Tx, ids: readonly string[]): Promise<GapRow[]> {
  return tx.query<GapRow>(
    `SELECT ${COLUMNS} FROM gap WHERE household_id = ANY ($1::uuid[]) AND state <> 'closed' ORDER BY found_at`,
    [ids],
  )
}

export async function insertGaps(tx: Tx, gaps: readonly NewGap[]): Promise<void> {
  if (gaps.length === 0) return
  await tx.execute(
    `INSERT INTO gap (id, household_id, org_path, policy, amount_fen, per, unverified, state, since, found_at, because,
       library_hash)
     SELECT id, household_id, org_path, policy, amount_fen, per, unverified, 'open', since, $2, because, library_hash
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, household_id uuid, org_path text, policy text,
       amount_fen bigint, per text, unverified boolean, since date, because jsonb, library_hash text)
     ON CONFLICT (household_id, policy) WHERE state IN ('open','confirmed') DO NOTHING`,
    [JSON.stringify(gaps), tx.now],
  )
}

/** Closes live gaps whose benefit arrived or whose ground fell away. */
export async function closeGaps(
  tx: Tx,
  ids: readonly string[],
  closedAs: 'benefit' | 'facts',
): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(
    `UPDATE gap SET state = 'closed', closed_as = $2, version = version + 1 WHERE id = ANY ($1::uuid[]) AND state IN ('open','confirmed')`,
    [ids, closedAs],
  )
}

/** Brings the amount and the reasons of an open gap up to date; what a person decided is left alone. */
export async function refreshGap(
  tx: Tx,
  id: string,
  news: Pick<GapRow, 'amount_fen' | 'per' | 'unverified' | 'because' | 'library_hash'>,
): Promise<void> {
  await tx.execute(
    `UPDATE gap SET amount_fen = $2, per = $3, unverified = $4, because = $5, library_hash = $6
     WHERE id = $1 AND state = 'open'`,
    [id, news.amount_fen, news.per, news.unverified, JSON.stringify(news.because), news.library_hash],
  )
}

export async function getGap(tx: Tx, id: string): Promise<GapRow> {
  const [row] = await tx.query<GapRow>(`SELECT ${COLUMNS} FROM gap WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** Decides a gap from the version that the caller saw. */
export async function decideGap(
  tx: Tx,
  id: string,
  version: number,
  decision: {
    readonly state: GapState
    readonly reason?: string | null
    readonly note?: string | null
  },
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE gap SET state = $3, decided_by = CASE WHEN $3 = 'open' THEN NULL ELSE $4::uuid END,
       decided_at = CASE WHEN $3 = 'open' THEN NULL ELSE $5::timestamptz END, dismiss_reason = $6, dismiss_note = $7,
       version = version + 1 WHERE id = $1 AND version = $2`,
    [id, version, decision.state, tx.actor.userId, tx.now, decision.reason ?? null, decision.note ?? null],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

/** A gap that is held for a decision. */
export interface LockedGap extends GapRow {
  readonly decided_by: string | null
  /** Another gap of the same household and policy is live: this one cannot be opened again. */
  readonly has_live_twin: boolean
}

/** Some gaps that the actor may change, locked in one order. */
export async function lockGaps(tx: Tx, ids: readonly string[]): Promise<LockedGap[]> {
  return tx.query(
    `SELECT ${COLUMNS}, decided_by, EXISTS (SELECT 1 FROM gap twin WHERE twin.household_id = gap.household_id
       AND twin.policy = gap.policy AND twin.id <> gap.id AND twin.state IN ('open','confirmed')) AS has_live_twin
     FROM gap WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  )
}

/** Decides locked gaps, all the same. */
export async function decideGaps(
  tx: Tx,
  ids: readonly string[],
  decision: { readonly state: GapState; readonly reason: string | null; readonly note: string | null },
): Promise<void> {
  await tx.execute(
    `UPDATE gap SET state = $2, decided_by = CASE WHEN $2 = 'open' THEN NULL ELSE $3::uuid END,
       decided_at = CASE WHEN $2 = 'open' THEN NULL ELSE $4::timestamptz END, dismiss_reason = $5, dismiss_note = $6,
       version = version + 1 WHERE id = ANY ($1::uuid[])`,
    [ids, decision.state, tx.actor.userId || null, tx.now, decision.reason, decision.note],
  )
}

/** Ids and versions of the gaps of a list, in its order, and how many there are. */
export async function gapVersions(
  tx: Tx,
  filter: GapFilter,
): Promise<{ items: { id: string; version: number }[]; total: number }> {
  const { rows, total } = await listGapRows(tx, filter)
  return { items: rows.map(({ id, version }) => ({ id, version })), total }
}

export interface GapFilter {
  readonly scope?: { readonly lo: string; readonly hi: string } | undefined
  readonly policy?: string | undefined
  readonly state: GapState
  readonly householdId?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** One page of gaps that the actor may see, the newest first, of one day the one with most money. */
export async function listGapRows(tx: Tx, filter: GapFilter): Promise<{ rows: GapRow[]; total: number }> {
  const where = `state = $1 AND ($2::text IS NULL OR org_path >= $2) AND ($3::text IS NULL OR org_path < $3)
    AND ($4::text IS NULL OR policy = $4) AND ($5::uuid IS NULL OR household_id = $5)`
  const values = [
    filter.state,
    filter.scope?.lo ?? null,
    filter.scope?.hi ?? null,
    filter.policy ?? null,
    filter.householdId ?? null,
  ]
  const rows = await tx.query<GapRow>(
    `SELECT ${COLUMNS} FROM gap WHERE ${where} ORDER BY since DESC, amount_fen DESC NULLS LAST, id LIMIT $6 OFFSET $7`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM gap WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** How many gaps of a policy are in one condition. */
export interface GapCount {
  readonly policy: string
  readonly state: GapState
  readonly closedAs: 'benefit' | 'facts' | null
  /** Why it was dismissed. */
  readonly reason: string | null
  /** Whether a person confirmed it, whatever came of it. */
  readonly confirmed: boolean
  readonly count: number
}

/** Counts of all gaps that the actor may see, by policy and condition. */
export async function gapCounts(
  tx: Tx,
  scope: { readonly lo: string; readonly hi: string } | null,
): Promise<GapCount[]> {
  return tx.query<GapCount>(
    `SELECT policy, state, closed_as AS "closedAs", dismiss_reason AS reason,
       state = 'confirmed' OR (state = 'closed' AND decided_by IS NOT NULL AND dismiss_reason IS NULL) AS confirmed,
       count(*)::int AS count
     FROM gap WHERE ($1::text IS NULL OR org_path >= $1) AND ($2::text IS NULL OR org_path < $2)
     GROUP BY 1, 2, 3, 4, 5`,
    [scope?.lo ?? null, scope?.hi ?? null],
  )
}
