import type { OrderState } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** A row of `contact`. */
export interface ContactRow {
  readonly id: string
  readonly case_id: string | null
  readonly household_id: string
  readonly org_path: string
  readonly plan_item_id: string | null
  readonly at: Date
  readonly channel: string
  readonly minutes: number | null
  readonly by_id: string
  readonly summary: string
  readonly reached: boolean
  readonly next_on: string | null
}

const CONTACT = `id, case_id, household_id, org_path, plan_item_id, at, channel, minutes, by_id, summary, reached,
  next_on::text AS next_on`

export async function insertContact(tx: Tx, row: ContactRow): Promise<void> {
  await tx.execute(
    `INSERT INTO contact (id, case_id, household_id, org_path, plan_item_id, at, channel, minutes, by_id, summary,
       reached, next_on, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.case_id,
      row.household_id,
      row.org_path,
      row.plan_item_id,
      row.at,
      row.channel,
      row.minutes,
      row.by_id,
      row.summary,
      row.reached,
      row.next_on,
      tx.now,
    ],
  )
}

/** The contacts of a case, the latest first, at most 200. */
export async function contactsOfCase(tx: Tx, caseId: string): Promise<ContactRow[]> {
  return tx.query<ContactRow>(
    `SELECT ${CONTACT} FROM contact WHERE case_id = $1 ORDER BY at DESC LIMIT 200`,
    [caseId],
  )
}

/** A row of `counselling_note`; the body is an encrypted field. */
export interface CounsellingRow {
  readonly id: string
  readonly by_id: string
  readonly at: Date
  readonly body: string
}

export async function insertCounselling(
  tx: Tx,
  row: CounsellingRow & { readonly householdId: string; readonly orgPath: string },
): Promise<void> {
  await tx.execute(
    `INSERT INTO counselling_note (id, household_id, org_path, by_id, at, body) VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.householdId, row.orgPath, row.by_id, row.at, row.body],
  )
}

export async function counsellingOf(tx: Tx, householdId: string): Promise<CounsellingRow[]> {
  return tx.query<CounsellingRow>(
    'SELECT id, by_id, at, body FROM counselling_note WHERE household_id = $1 ORDER BY at DESC LIMIT 200',
    [householdId],
  )
}

/** A row of `volunteer_order`; days as `YYYY-MM-DD`. */
export interface OrderRow {
  readonly id: string
  readonly case_id: string
  readonly plan_item_id: string | null
  readonly household_id: string
  readonly org_path: string
  readonly volunteer_id: string
  readonly what: string
  readonly call_name: string
  readonly place: string
  readonly due_on: string
  readonly state: OrderState
  readonly report: string | null
  readonly minutes: number | null
  readonly given_by: string
  readonly version: number
}

const ORDER = `id, case_id, plan_item_id, household_id, org_path, volunteer_id, what, call_name, place,
  due_on::text AS due_on, state, report, minutes, given_by, version`

export async function insertOrder(
  tx: Tx,
  row: Omit<OrderRow, 'state' | 'report' | 'minutes' | 'version'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO volunteer_order (id, case_id, plan_item_id, household_id, org_path, volunteer_id, what, call_name,
       place, due_on, state, given_by, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'offered', $11, $12)`,
    [
      row.id,
      row.case_id,
      row.plan_item_id,
      row.household_id,
      row.org_path,
      row.volunteer_id,
      row.what,
      row.call_name,
      row.place,
      row.due_on,
      row.given_by,
      tx.now,
    ],
  )
}

export async function getOrder(tx: Tx, id: string): Promise<OrderRow> {
  const [row] = await tx.query<OrderRow>(`SELECT ${ORDER} FROM volunteer_order WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export async function ordersOfCase(tx: Tx, caseId: string): Promise<OrderRow[]> {
  return tx.query<OrderRow>(`SELECT ${ORDER} FROM volunteer_order WHERE case_id = $1 ORDER BY due_on`, [
    caseId,
  ])
}

/** The orders of a volunteer: what waits first, then what was done lately. */
export async function ordersOfVolunteer(tx: Tx, volunteerId: string): Promise<OrderRow[]> {
  return tx.query<OrderRow>(
    `SELECT ${ORDER} FROM volunteer_order WHERE volunteer_id = $1
     ORDER BY (state IN ('done','declined')), due_on LIMIT 100`,
    [volunteerId],
  )
}

export async function answerOrderRow(
  tx: Tx,
  id: string,
  version: number,
  answer: {
    readonly state: OrderState
    readonly report: string | null
    readonly minutes: number | null
  },
): Promise<void> {
  const changed = await tx.execute(
    `UPDATE volunteer_order SET state = $3, report = coalesce($4, report), minutes = coalesce($5, minutes),
       answered_at = $6, version = version + 1 WHERE id = $1 AND version = $2`,
    [id, version, answer.state, answer.report, answer.minutes, tx.now],
  )
  if (changed === 0) throw new AppError('version_conflict')
}

/** A row of `opinion`. */
export interface OpinionRow {
  readonly id: string
  readonly organisation_path: string
  readonly by_id: string
  readonly at: Date
  readonly body: string
}

export async function insertOpinion(
  tx: Tx,
  row: OpinionRow & {
    readonly caseId: string | null
    readonly householdId: string
    readonly orgPath: string
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO opinion (id, case_id, household_id, org_path, organisation_path, by_id, at, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.caseId, row.householdId, row.orgPath, row.organisation_path, row.by_id, row.at, row.body],
  )
}

export async function opinionsOf(tx: Tx, householdId: string): Promise<OpinionRow[]> {
  return tx.query<OpinionRow>(
    'SELECT id, organisation_path, by_id, at, body FROM opinion WHERE household_id = $1 ORDER BY at DESC LIMIT 50',
    [householdId],
  )
}
