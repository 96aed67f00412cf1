import type { Because } from '@lastmile/contract'
import type { Tx } from '../../../platform/db/index.ts'
import type { Ahead, Cause, Kind } from './look-ahead.ts'

/** A row of `announcement`; days as `YYYY-MM-DD`, money in fen. */
export interface AnnouncementRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly policy: string
  readonly on_day: string
  readonly kind: Kind
  readonly person_id: string | null
  readonly causes: readonly Cause[]
  readonly before_fen: number | null
  readonly after_fen: number | null
  readonly per: string | null
  readonly because: Because
  readonly found_at: Date
}

export interface NewAnnouncement extends Ahead {
  readonly id: string
  readonly householdId: string
  readonly orgPath: string
  readonly per: string | null
  readonly because: Because
}

/** Makes the announcements of some households what was found now: what stands stays, what no longer holds goes. */
export async function writeAnnouncements(
  tx: Tx,
  householdIds: readonly string[],
  found: readonly NewAnnouncement[],
  libraryHash: string,
): Promise<void> {
  const rows = JSON.stringify(found)
  await tx.execute(
    `DELETE FROM announcement a WHERE household_id = ANY ($1::uuid[]) AND NOT EXISTS (
       SELECT 1 FROM jsonb_to_recordset($2::jsonb) AS r("householdId" uuid, policy text, day date, kind text)
       WHERE r."householdId" = a.household_id AND r.policy = a.policy AND r.day = a.on_day AND r.kind = a.kind)`,
    [householdIds, rows],
  )
  await tx.execute(
    `INSERT INTO announcement (id, household_id, org_path, policy, on_day, kind, person_id, causes, before_fen, after_fen,
       per, because, library_hash, found_at)
     SELECT id, "householdId", "orgPath", policy, day, kind, "personId", causes, "beforeFen", "afterFen", per, because, $2, $3
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "householdId" uuid, "orgPath" text, policy text, day date, kind text,
       "personId" uuid, causes jsonb, "beforeFen" bigint, "afterFen" bigint, per text, because jsonb)
     ON CONFLICT (household_id, policy, on_day, kind) DO UPDATE SET org_path = excluded.org_path,
       person_id = excluded.person_id, causes = excluded.causes, before_fen = excluded.before_fen,
       after_fen = excluded.after_fen, per = excluded.per, because = excluded.because, library_hash = excluded.library_hash`,
    [rows, libraryHash, tx.now],
  )
}

/** One page of announcements that the actor may see, the nearest day first. */
export async function listAnnouncementRows(
  tx: Tx,
  filter: {
    readonly scope: { readonly lo: string; readonly hi: string } | null
    readonly householdId: string | null
    readonly from: string
    readonly until: string
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: AnnouncementRow[]; total: number }> {
  const where = `on_day BETWEEN $1 AND $2 AND ($3::text IS NULL OR org_path >= $3) AND ($4::text IS NULL OR org_path < $4)
    AND ($5::uuid IS NULL OR household_id = $5)`
  const { scope } = filter
  const values = [filter.from, filter.until, scope?.lo ?? null, scope?.hi ?? null, filter.householdId]
  const rows = await tx.query<AnnouncementRow>(
    `SELECT id, household_id, org_path, policy, on_day::text AS on_day, kind, person_id, causes,
       before_fen::float8 AS before_fen, after_fen::float8 AS after_fen, per, because, found_at
     FROM announcement WHERE ${where} ORDER BY on_day, id LIMIT $6 OFFSET $7`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM announcement WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}

/** Households in the actor's reach that will lose a benefit, or see it end, from a day up to another. */
export async function losingHouseholds(tx: Tx, from: string, to: string): Promise<string[]> {
  const rows = await tx.query<{ household_id: string }>(
    `SELECT DISTINCT household_id FROM announcement WHERE kind IN ('loses', 'ends') AND on_day >= $1::date AND on_day <= $2::date`,
    [from, to],
  )
  return rows.map(({ household_id }) => household_id)
}
