import type { CaseState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `case_file`; days as `YYYY-MM-DD`. */
export interface CaseFileRow {
  readonly id: string
  readonly no: string
  readonly household_id: string
  readonly org_path: string
  readonly state: CaseState
  readonly advisor_id: string | null
  readonly opened_by: string
  readonly opened_at: Date
  readonly next_contact_on: string | null
  readonly closed_at: Date | null
  readonly outcome: string | null
  readonly version: number
}

const COLUMNS = `id, no, household_id, org_path, state, advisor_id, opened_by, opened_at,
  next_contact_on::text AS next_contact_on, closed_at, outcome, version`

/** The next running number of a kind, e.g. of this year's cases. Concurrent callers wait for each other. */
export async function nextNumber(tx: Tx, name: string): Promise<number> {
  const [row] = await tx.query<{ value: string }>(
    `INSERT INTO counter (name, value) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value`,
    [name],
  )
  return Number(row?.value ?? 0)
}

export async function insertCase(
  tx: Tx,
  row: Pick<CaseFileRow, 'id' | 'no' | 'household_id' | 'org_path'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO case_file (id, no, household_id, org_path, state, opened_by, opened_at)
     VALUES ($1, $2, $3, $4, 'open', $5, $6)`,
    [row.id, row.no, row.household_id, row.org_path, tx.actor.userId, tx.now],
  )
}

export async function getCase(tx: Tx, id: string): Promise<CaseFileRow> {
  const [row] = await tx.query<CaseFileRow>(`SELECT ${COLUMNS} FROM case_file WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

/** The case of a household that is not closed, or null. */
export async function findLiveCase(tx: Tx, householdId: string): Promise<CaseFileRow | null> {
  const [row] = await tx.query<CaseFileRow>(
    `SELECT ${COLUMNS} FROM case_file WHERE household_id = $1 AND state <> 'closed'`,
    [householdId],
  )
  return row ?? null
}

/** The live case of a household, or the one closed last, or null. */
export async function findLatestCase(tx: Tx, householdId: string): Promise<CaseFileRow | null> {
  const [row] = await tx.query<CaseFileRow>(
    `SELECT ${COLUMNS} FROM case_file WHERE household_id = $1
     ORDER BY (state <> 'closed') DESC, opened_at DESC LIMIT 1`,
    [householdId],
  )
  return row ?? null
}

/** Changes a case from the version that the caller saw; refused when somebody was faster. */
export async function changeCase(
  tx: Tx,
  id: string,
  version: number,
  change: {
    readonly state?: CaseState
    readonly advisorId?: string
    readonly nextContactOn?: string | null
    readonly closedAt?: Date
    readonly outcome?: string
  },
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE case_file SET state = coalesce($3, state), advisor_id = coalesce($4::uuid, advisor_id),
       next_contact_on = CASE WHEN $5 THEN $6::date ELSE next_contact_on END,
       closed_at = coalesce($7, closed_at), outcome = coalesce($8, outcome), version = version + 1
     WHERE id = $1 AND version = $2`,
    [
      id,
      version,
      change.state ?? null,
      change.advisorId ?? null,
      change.nextContactOn !== undefined,
      change.nextContactOn ?? null,
      change.closedAt ?? null,
      change.outcome ?? null,
    ],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

/** The next contact that was agreed on, set by a contact whatever the version of the case. */
export async function setNextContact(tx: Tx, caseId: string, day: string | null): Promise<void> {
  await tx.execute('UPDATE case_file SET next_contact_on = $2::date WHERE id = $1', [caseId, day])
}

export interface CaseListRow extends CaseFileRow {
  readonly open_items: number
  readonly overdue: boolean
}

export interface CaseFilter {
  readonly scope?: { readonly lo: string; readonly hi: string } | undefined
  readonly state?: string | undefined
  readonly advisorId?: string | undefined
  readonly overdue: boolean
  readonly today: string
  readonly limit: number
  readonly offset: number
}

/** One page of cases that the actor may see: live ones first, the longest waiting on top. */
export async function listCaseRows(
  tx: Tx,
  filter: CaseFilter,
): Promise<{ rows: CaseListRow[]; total: number }> {
  const where = `($1::text IS NULL OR c.org_path >= $1) AND ($2::text IS NULL OR c.org_path < $2)
    AND ($3::text IS NULL OR c.state = $3) AND ($4::uuid IS NULL OR c.advisor_id = $4)
    AND (NOT $5 OR (c.state <> 'closed' AND c.next_contact_on < $6::date))`
  const values = [
    filter.scope?.lo ?? null,
    filter.scope?.hi ?? null,
    filter.state ?? null,
    filter.advisorId ?? null,
    filter.overdue,
    filter.today,
  ]
  const rows = await tx.query<CaseListRow>(
    `SELECT ${COLUMNS},
       (SELECT count(*)::int FROM plan_item i WHERE i.case_id = c.id AND i.state NOT IN ('done','cancelled')) AS open_items,
       c.state <> 'closed' AND (coalesce(c.next_contact_on < $6::date, false)
         OR EXISTS (SELECT 1 FROM plan_item i WHERE i.case_id = c.id AND i.due_on < $6::date
              AND i.state NOT IN ('done','cancelled'))) AS overdue
     FROM case_file c WHERE ${where}
     ORDER BY (c.state = 'closed'), c.next_contact_on NULLS LAST, c.opened_at, c.id LIMIT $7 OFFSET $8`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM case_file c WHERE ${where}`,
    values,
  )
  return { rows, total: count?.total ?? 0 }
}
