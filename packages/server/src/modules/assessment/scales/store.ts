import type { Tx } from '../../../platform/db/index.ts'

/** A row of `scale_result`. */
export interface ScaleRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly person_id: string | null
  readonly instrument: string
  readonly instrument_version: string
  readonly mode: string
  readonly respondent: string
  readonly by_id: string
  readonly at: Date
  readonly on_day: string
  readonly score: number | null
  readonly band: string | null
  readonly missing: readonly string[]
  readonly alerts: readonly string[]
  readonly guarded: boolean
}

const COLUMNS = `id, household_id, org_path, person_id, instrument, instrument_version, mode, respondent, by_id, at, on_day::text AS on_day,
  score, band, missing, alerts, guarded`

export async function insertScale(
  tx: Tx,
  row: Omit<ScaleRow, 'at'> & { readonly answers: string },
): Promise<void> {
  await tx.execute(
    `INSERT INTO scale_result (id, household_id, org_path, person_id, instrument, instrument_version, mode, respondent, by_id, at, on_day,
       answers, score, band, missing, alerts, guarded)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      row.id,
      row.household_id,
      row.org_path,
      row.person_id,
      row.instrument,
      row.instrument_version,
      row.mode,
      row.respondent,
      row.by_id,
      tx.now,
      row.on_day,
      row.answers,
      row.score,
      row.band,
      row.missing,
      row.alerts,
      row.guarded,
    ],
  )
}

/** The latest complete score of each instrument for each person (null: the household). */
export async function latestScores(
  tx: Tx,
  householdIds: readonly string[],
): Promise<{ household_id: string; person_id: string | null; instrument: string; score: number }[]> {
  return tx.query(
    `SELECT DISTINCT ON (household_id, person_id, instrument) household_id, person_id, instrument, score FROM scale_result
     WHERE household_id = ANY ($1::uuid[]) AND score IS NOT NULL
     ORDER BY household_id, person_id, instrument, on_day DESC, at DESC`,
    [householdIds],
  )
}

/**
 * The latest complete score of each instrument for each person (null: the household), without psychological ones: what
 * goes with a phone, whoever carries it.
 */
export async function openScores(
  tx: Tx,
  householdIds: readonly string[],
): Promise<Pick<ScaleRow, 'household_id' | 'person_id' | 'instrument' | 'score' | 'on_day'>[]> {
  return tx.query<Pick<ScaleRow, 'household_id' | 'person_id' | 'instrument' | 'score' | 'on_day'>>(
    `SELECT DISTINCT ON (household_id, person_id, instrument) household_id, person_id, instrument, score,
       on_day::text AS on_day FROM scale_result
     WHERE household_id = ANY ($1::uuid[]) AND score IS NOT NULL AND NOT guarded
     ORDER BY household_id, person_id, instrument, on_day DESC, at DESC`,
    [householdIds],
  )
}

/** Results of a household that the actor may read, the newest first. */
export async function scalesOf(tx: Tx, householdId: string): Promise<ScaleRow[]> {
  return tx.query<ScaleRow>(
    `SELECT ${COLUMNS} FROM scale_result WHERE household_id = $1 ORDER BY on_day DESC, at DESC LIMIT 200`,
    [householdId],
  )
}

/** How many results of a household are guarded; asked with the platform's reach, to say that there are some. */
export async function countGuarded(tx: Tx, householdId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM scale_result WHERE household_id = $1 AND guarded',
    [householdId],
  )
  return row?.n ?? 0
}
