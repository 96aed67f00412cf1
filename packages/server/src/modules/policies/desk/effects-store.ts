import type { Because } from '@lastmile/contract'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Effect, EffectKind } from './impact.ts'

/** A row of the list of doors. */
export interface EffectRow {
  readonly change_id: string
  readonly household_id: string
  readonly policy: string
  readonly org_path: string
  readonly kind: EffectKind
  readonly before_fen: number | null
  readonly after_fen: number | null
  readonly per: string | null
  readonly because: Because
  readonly state: 'planned' | 'open' | 'told'
  readonly told_by: string | null
  readonly told_at: Date | null
  readonly note: string | null
}

const COLUMNS = `change_id, household_id, policy, org_path, kind, before_fen::float8 AS before_fen,
  after_fen::float8 AS after_fen, per, because, state, told_by, told_at, note`

export async function clearPlanned(tx: Tx, changeId: string): Promise<void> {
  await tx.execute("DELETE FROM change_effect WHERE change_id = $1 AND state = 'planned'", [changeId])
}

export async function insertEffects(tx: Tx, changeId: string, effects: readonly Effect[]): Promise<void> {
  if (effects.length === 0) return
  await tx.execute(
    `INSERT INTO change_effect (change_id, household_id, policy, org_path, kind, before_fen, after_fen, per, because, state)
     SELECT $1, "householdId", policy, "orgPath", kind, "beforeFen", "afterFen", per, because, 'planned'
     FROM jsonb_to_recordset($2::jsonb) AS r("householdId" uuid, policy text, "orgPath" text, kind text,
       "beforeFen" bigint, "afterFen" bigint, per text, because jsonb)
     ON CONFLICT (change_id, household_id, policy) DO NOTHING`,
    [changeId, JSON.stringify(effects)],
  )
}

/** What was planned becomes a list of doors. */
export async function openEffects(tx: Tx, changeId: string): Promise<number> {
  return tx.execute("UPDATE change_effect SET state = 'open' WHERE change_id = $1 AND state = 'planned'", [
    changeId,
  ])
}

/** What of a change takes something from households, once it is published. */
export async function lossesOf(
  tx: Tx,
  changeId: string,
): Promise<Pick<EffectRow, 'household_id' | 'org_path' | 'policy'>[]> {
  return tx.query(
    `SELECT household_id, org_path, policy FROM change_effect
     WHERE change_id = $1 AND state <> 'planned' AND kind IN ('loses', 'less') ORDER BY household_id, policy`,
    [changeId],
  )
}

/** What a change means for one household. */
export async function effectsOfHousehold(
  tx: Tx,
  changeId: string,
  householdId: string,
): Promise<EffectRow[]> {
  return tx.query<EffectRow>(
    `SELECT ${COLUMNS} FROM change_effect WHERE change_id = $1 AND household_id = $2 AND state <> 'planned' ORDER BY policy`,
    [changeId, householdId],
  )
}

/** Marks what a letter said to a household as told. */
export async function tellByLetter(
  tx: Tx,
  key: { readonly changeId: string; readonly householdId: string; readonly policies: readonly string[] },
  note: string,
): Promise<void> {
  await tx.execute(
    `UPDATE change_effect SET state = 'told', told_by = $4, told_at = $5, note = $6
     WHERE change_id = $1 AND household_id = $2 AND policy = ANY ($3) AND state = 'open'`,
    [key.changeId, key.householdId, key.policies, tx.actor.userId, tx.now, note],
  )
}

export interface EffectFilter {
  readonly changeId: string | null
  readonly state: EffectRow['state'] | null
  readonly kind: EffectKind | null
  readonly policy: string | null
  readonly scope: { readonly lo: string; readonly hi: string } | null
  readonly limit: number
  readonly offset: number
}

/** One page of effects in the actor's reach: those who lose first, then by how much. */
export async function listEffectRows(
  tx: Tx,
  filter: EffectFilter,
): Promise<{ rows: EffectRow[]; total: number }> {
  const where = `($1::uuid IS NULL OR change_id = $1) AND ($2::text IS NULL OR state = $2)
    AND ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR policy = $4)
    AND ($5::text IS NULL OR org_path >= $5) AND ($6::text IS NULL OR org_path < $6)`
  const values = [
    filter.changeId,
    filter.state,
    filter.kind,
    filter.policy,
    filter.scope?.lo ?? null,
    filter.scope?.hi ?? null,
  ]
  const rows = await tx.query<EffectRow>(
    `SELECT ${COLUMNS} FROM change_effect WHERE ${where}
     ORDER BY array_position(ARRAY['loses','less','unsure','gains','more'], kind),
       abs(coalesce(after_fen, 0) - coalesce(before_fen, 0)) DESC, household_id, policy LIMIT $7 OFFSET $8`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM change_effect WHERE ${where}`,
    values,
  )
  return { rows, total: count?.n ?? 0 }
}

/** Marks a household as told. Repeating it changes nothing. */
export async function tellEffect(
  tx: Tx,
  key: { readonly changeId: string; readonly householdId: string; readonly policy: string },
  note: string | null,
): Promise<EffectRow> {
  await tx.execute(
    `UPDATE change_effect SET state = 'told', told_by = $4, told_at = $5, note = $6
     WHERE change_id = $1 AND household_id = $2 AND policy = $3 AND state = 'open'`,
    [key.changeId, key.householdId, key.policy, tx.actor.userId, tx.now, note],
  )
  const [row] = await tx.query<EffectRow>(
    `SELECT ${COLUMNS} FROM change_effect WHERE change_id = $1 AND household_id = $2 AND policy = $3 AND state = 'told'`,
    [key.changeId, key.householdId, key.policy],
  )
  if (!row) throw new AppError('not_found')
  return row
}

/** Changes that have doors in the actor's reach, with how many are still to be told; and the policies they touch. */
export async function effectTotals(tx: Tx): Promise<
  {
    change_id: string
    title: string
    effective_on: string
    open: number
    losing: number
    policies: string[]
  }[]
> {
  return tx.query(
    `SELECT e.change_id, c.title, c.effective_on::text AS effective_on,
       count(DISTINCT e.household_id) FILTER (WHERE e.state = 'open')::int AS open,
       count(DISTINCT e.household_id) FILTER (WHERE e.state = 'open' AND e.kind IN ('loses', 'less'))::int AS losing, array_agg(DISTINCT e.policy) AS policies
     FROM change_effect e JOIN library_change c ON c.id = e.change_id
     WHERE e.state <> 'planned' GROUP BY e.change_id, c.title, c.effective_on, c.published_no
     ORDER BY c.published_no DESC LIMIT 50`,
  )
}
