import { type Tx, unitAtDepth } from '../../../platform/db/index.ts'

/** What came of a policy in a unit, in households and gaps. */
export interface EffectCount {
  readonly policy: string
  readonly unit: string
  readonly entitled: number
  readonly open: number
  /** Confirmed by a person, now or before the gap closed. */
  readonly confirmed: number
  /** Confirmed, and the benefit has not arrived. */
  readonly waiting: number
  readonly dismissed: Readonly<Record<string, number>>
}

interface Range {
  readonly lo: string
  readonly hi: string
  readonly depth: number
}

const UNIT = `${unitAtDepth('$3')} AS unit`

/** Entitled households and gaps by policy and by the unit `depth` steps from the root, as far as the actor may see. */
export async function effectCounts(tx: Tx, range: Range): Promise<EffectCount[]> {
  return tx.query<EffectCount & { [column: string]: unknown }>(
    `WITH entitled AS (
       SELECT policy, ${UNIT}, count(*)::int AS n FROM screening_result
       WHERE org_path >= $1 AND org_path < $2 AND outcome = 'eligible' GROUP BY 1, 2),
     gaps AS (
       SELECT policy, ${UNIT}, (count(*) FILTER (WHERE state = 'open'))::int AS open,
         (count(*) FILTER (WHERE state = 'confirmed'))::int AS waiting,
         (count(*) FILTER (WHERE state = 'confirmed' OR (state = 'closed' AND decided_by IS NOT NULL AND dismiss_reason IS NULL)))::int AS confirmed
       FROM gap WHERE org_path >= $1 AND org_path < $2 GROUP BY 1, 2),
     reasons AS (
       SELECT policy, unit, jsonb_object_agg(dismiss_reason, n) AS dismissed FROM (
         SELECT policy, ${UNIT}, dismiss_reason, count(*)::int AS n FROM gap
         WHERE org_path >= $1 AND org_path < $2 AND state = 'dismissed' AND dismiss_reason IS NOT NULL
         GROUP BY 1, 2, 3) counted GROUP BY 1, 2)
     SELECT policy, unit, coalesce(e.n, 0) AS entitled, coalesce(g.open, 0) AS open, coalesce(g.waiting, 0) AS waiting,
       coalesce(g.confirmed, 0) AS confirmed, coalesce(r.dismissed, '{}') AS dismissed
     FROM entitled e FULL JOIN gaps g USING (policy, unit) FULL JOIN reasons r USING (policy, unit)`,
    [range.lo, range.hi, range.depth],
  )
}

/** Gaps found in each month from a day on (`YYYY-MM`). */
export async function gapsByMonth(
  tx: Tx,
  range: { readonly lo: string; readonly hi: string; readonly from: string },
): Promise<{ readonly month: string; readonly count: number }[]> {
  return tx.query(
    `SELECT to_char(since, 'YYYY-MM') AS month, count(*)::int AS count
     FROM gap WHERE org_path >= $1 AND org_path < $2 AND since >= $3::date GROUP BY 1`,
    [range.lo, range.hi, range.from],
  )
}

/** Gaps that a person confirmed, with the day of it (Asia/Shanghai). */
export async function confirmedGaps(
  tx: Tx,
  range: Range,
): Promise<{ householdId: string; policy: string; unit: string; since: string }[]> {
  return tx.query(
    `SELECT household_id AS "householdId", policy, ${UNIT},
       (decided_at AT TIME ZONE 'Asia/Shanghai')::date::text AS since
     FROM gap WHERE org_path >= $1 AND org_path < $2 AND decided_at IS NOT NULL
       AND (state = 'confirmed' OR (state = 'closed' AND decided_by IS NOT NULL AND dismiss_reason IS NULL))`,
    [range.lo, range.hi, range.depth],
  )
}

/** A household behind a figure: what it is entitled to, and what came of its gap. */
export interface EffectRowOfHousehold {
  readonly household_id: string
  readonly org_path: string
  readonly amount_fen: number | null
  readonly per: string | null
  readonly gap: 'open' | 'confirmed' | 'dismissed' | 'closed' | null
  readonly confirmed_on: string | null
}

const CONFIRMED = `(state = 'confirmed' OR (state = 'closed' AND decided_by IS NOT NULL AND dismiss_reason IS NULL))`
/** The latest gap of a household and policy. */
const LATEST_GAP = `SELECT DISTINCT ON (household_id) household_id, state, decided_at, ${CONFIRMED} AS confirmed FROM gap
  WHERE policy = $1 AND org_path >= $2 AND org_path < $3 ORDER BY household_id, found_at DESC`
const CONFIRMED_ON = `CASE WHEN g.confirmed THEN (g.decided_at AT TIME ZONE 'Asia/Shanghai')::date::text END AS confirmed_on`

/** The households behind a figure of the effect, as far as the actor may see, most money first. */
export async function effectHouseholds(
  tx: Tx,
  asked: {
    readonly policy: string
    readonly kind: 'entitled' | 'confirmed'
    readonly lo: string
    readonly hi: string
    readonly limit: number
    readonly offset: number
  },
): Promise<{ rows: EffectRowOfHousehold[]; total: number }> {
  const values = [asked.policy, asked.lo, asked.hi]
  const from =
    asked.kind === 'entitled'
      ? `(SELECT household_id, org_path, amount_fen, per FROM screening_result
           WHERE policy = $1 AND org_path >= $2 AND org_path < $3 AND outcome = 'eligible') e
         LEFT JOIN (${LATEST_GAP}) g USING (household_id)`
      : `(SELECT DISTINCT ON (household_id) household_id, org_path, amount_fen, per, state, decided_at, true AS confirmed FROM gap
           WHERE policy = $1 AND org_path >= $2 AND org_path < $3 AND ${CONFIRMED}
           ORDER BY household_id, decided_at DESC) g`
  const rows = await tx.query<EffectRowOfHousehold>(
    `SELECT household_id, org_path, amount_fen::float8 AS amount_fen, per, g.state AS gap, ${CONFIRMED_ON}
     FROM ${from} ORDER BY amount_fen DESC NULLS LAST, household_id LIMIT $4 OFFSET $5`,
    [...values, asked.limit, asked.offset],
  )
  const [count] = await tx.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${from}`, values)
  return { rows, total: count?.total ?? 0 }
}
