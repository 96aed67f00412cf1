import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { Result } from './prepared.ts'
import type { SavedQuestion } from './saved-question.ts'

/** A row of `what_if_scenario` with the save that is asked for; days as `YYYY-MM-DD`. */
export interface ScenarioRow {
  readonly id: string
  readonly org_path: string
  readonly owner_id: string
  readonly name: string
  readonly note: string
  readonly version: number
  readonly current_no: number
  readonly updated_at: Date
  readonly no: number
  readonly legal_date: string
  readonly library_hash: string
  readonly read_at: Date
  readonly question: SavedQuestion
  readonly result: Result
}

const HEAD = 's.id, s.org_path, s.owner_id, s.name, s.note, s.version, s.current_no, s.updated_at'
const SAVE = 'w.no, w.legal_date::text AS legal_date, w.library_hash, w.read_at, w.question'

/** A scenario that is not deleted, with one of its saves: the last, or that of a number. */
export async function getScenario(tx: Tx, id: string, no?: number): Promise<ScenarioRow> {
  const [row] = await tx.query<ScenarioRow>(
    `SELECT ${HEAD}, ${SAVE}, w.result FROM what_if_scenario s
     JOIN what_if_save w ON w.scenario_id = s.id AND w.no = coalesce($2::int, s.current_no)
     WHERE s.id = $1 AND s.deleted_at IS NULL`,
    [id, no ?? null],
  )
  if (!row) throw new AppError('not_found')
  return row
}

export type ListedScenario = Omit<ScenarioRow, 'result'> & {
  readonly total: Result['total']
  readonly count: number
}

/** Scenarios of the actor's area, the own first, the latest first. `count` is how many there are. */
export function listScenarioRows(
  tx: Tx,
  page: { readonly limit: number; readonly offset: number },
): Promise<ListedScenario[]> {
  return tx.query(
    `SELECT ${HEAD}, ${SAVE}, w.result->'total' AS total, count(*) OVER ()::int AS count FROM what_if_scenario s
     JOIN what_if_save w ON w.scenario_id = s.id AND w.no = s.current_no
     WHERE s.deleted_at IS NULL ORDER BY (s.owner_id = $1) DESC, s.updated_at DESC, s.id LIMIT $2 OFFSET $3`,
    [tx.actor.userId, page.limit, page.offset],
  )
}

/** When a scenario was saved and by whom, the latest first. */
export function listSaves(
  tx: Tx,
  id: string,
): Promise<{ readonly no: number; readonly saved_at: Date; readonly saved_by: string }[]> {
  return tx.query(
    'SELECT no, saved_at, saved_by FROM what_if_save WHERE scenario_id = $1 ORDER BY no DESC LIMIT 50',
    [id],
  )
}

export interface NewSave {
  readonly date: string
  readonly libraryHash: string
  readonly readAt: Date
  readonly question: SavedQuestion
  readonly result: Result
}

export async function insertScenario(
  tx: Tx,
  head: { readonly id: string; readonly name: string; readonly note: string },
): Promise<void> {
  await tx.execute(
    `INSERT INTO what_if_scenario (id, org_path, owner_id, name, note, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [head.id, tx.actor.orgPath, tx.actor.userId, head.name, head.note, tx.now],
  )
}

export async function insertSave(tx: Tx, id: string, no: number, save: NewSave): Promise<void> {
  await tx.execute(
    `INSERT INTO what_if_save (scenario_id, no, legal_date, library_hash, read_at, question, result, saved_by, saved_at)
     VALUES ($1, $2, $3::date, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      no,
      save.date,
      save.libraryHash,
      save.readAt,
      JSON.stringify(save.question),
      JSON.stringify(save.result),
      tx.actor.userId,
      tx.now,
    ],
  )
}

/** Saves the head from the version that the caller saw. Throws `version_conflict`. */
export async function updateScenario(
  tx: Tx,
  id: string,
  version: number,
  head: { readonly name: string; readonly note: string; readonly no: number },
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE what_if_scenario SET name = $3, note = $4, current_no = $5, updated_at = $6, version = version + 1
     WHERE id = $1 AND version = $2 AND deleted_at IS NULL`,
    [id, version, head.name, head.note, head.no, tx.now],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

/** Deletes a scenario, or takes the deletion back. Returns the new version. */
export async function markDeleted(
  tx: Tx,
  { id, version }: { readonly id: string; readonly version: number },
  deleted: boolean,
): Promise<{ name: string; version: number }> {
  const [found] = await tx.query<{ owner_id: string; name: string }>(
    'SELECT owner_id, name FROM what_if_scenario WHERE id = $1',
    [id],
  )
  if (!found) throw new AppError('not_found')
  if (found.owner_id !== tx.actor.userId) throw new AppError('scenario_of_another')
  const changed = await tx.execute(
    `UPDATE what_if_scenario SET deleted_at = $3, version = version + 1
     WHERE id = $1 AND version = $2 AND (deleted_at IS NULL) = $4`,
    [id, version, deleted ? tx.now : null, deleted],
  )
  if (changed === 0) throw new AppError('version_conflict')
  return { name: found.name, version: version + 1 }
}
