import type { Tx } from '../../../platform/db/index.ts'

/** Something in casework that waits for somebody. `total` counts all of its kind, also those beyond the limit. */
export interface WaitingRow {
  readonly id: string
  readonly case_id: string | null
  readonly household_id: string
  readonly title: string
  readonly note: string | null
  readonly due_on: string | null
  readonly at: Date
  readonly total: number
}

const LIMIT = 30

/** Cases without an advisor, in the actor's area. */
export async function unassignedCases(tx: Tx): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT c.id, c.id AS case_id, c.household_id, c.no AS title, NULL::text AS note, NULL::text AS due_on,
       c.opened_at AS at, (count(*) OVER ())::int AS total
     FROM case_file c WHERE c.state = 'open' ORDER BY c.opened_at LIMIT ${LIMIT}`,
  )
}

/** Confirmed needs in the actor's own cases that no plan item serves yet. */
export async function unplannedCases(tx: Tx): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT c.id, c.id AS case_id, c.household_id, c.no AS title, NULL::text AS note,
       NULL::text AS due_on, c.opened_at AS at, (count(*) OVER ())::int AS total
     FROM case_file c
     WHERE c.advisor_id = $1 AND c.state = 'serving'
       AND NOT EXISTS (SELECT 1 FROM plan_item i WHERE i.case_id = c.id)
     ORDER BY c.opened_at LIMIT ${LIMIT}`,
    [tx.actor.userId],
  )
}

/** Open plan items that the actor works on, or of cases that the actor advises and nobody else does. */
export async function ownPlanItems(tx: Tx, until: string): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT i.id, i.case_id, i.household_id, i.title, i.goal AS note, i.due_on::text AS due_on, i.created_at AS at,
       (count(*) OVER ())::int AS total
     FROM plan_item i JOIN case_file c ON c.id = i.case_id
     WHERE i.state IN ('planned','assigned','in_progress')
       AND (i.worker_id = $1 OR (i.worker_id IS NULL AND c.advisor_id = $1))
       AND (i.due_on IS NULL OR i.due_on <= $2::date)
     ORDER BY i.due_on NULLS LAST, i.created_at LIMIT ${LIMIT}`,
    [tx.actor.userId, until],
  )
}

/** Items handed to an organisation that has not yet named a worker. */
export async function handedOverItems(tx: Tx, scope: { lo: string; hi: string }): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT id, case_id, household_id, title, goal AS note, due_on::text AS due_on, created_at AS at,
       (count(*) OVER ())::int AS total
     FROM plan_item WHERE state = 'handed_over' AND organisation_path >= $1 AND organisation_path < $2
     ORDER BY due_on NULLS LAST, created_at LIMIT ${LIMIT}`,
    [scope.lo, scope.hi],
  )
}

/** Households whose next contact with the actor is due. */
export async function dueContacts(tx: Tx, until: string): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT id, id AS case_id, household_id, no AS title, NULL::text AS note,
       next_contact_on::text AS due_on, opened_at AS at, (count(*) OVER ())::int AS total
     FROM case_file WHERE advisor_id = $1 AND state IN ('serving','closure_proposed') AND next_contact_on <= $2::date
     ORDER BY next_contact_on LIMIT ${LIMIT}`,
    [tx.actor.userId, until],
  )
}

/** Closures that wait for a supervisor, not proposed by the actor. */
export async function closuresToReview(tx: Tx): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT id, case_id, household_id, outcome AS title, assessment AS note, NULL::text AS due_on, proposed_at AS at,
       (count(*) OVER ())::int AS total
     FROM closure WHERE state = 'proposed' AND proposed_by <> $1 ORDER BY proposed_at LIMIT ${LIMIT}`,
    [tx.actor.userId],
  )
}

/** Closures of the actor that came back and whose case still runs. */
export async function returnedClosures(tx: Tx): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `SELECT k.id, k.case_id, k.household_id, k.outcome AS title, k.comment AS note, NULL::text AS due_on,
       coalesce(k.reviewed_at, k.proposed_at) AS at, (count(*) OVER ())::int AS total
     FROM closure k JOIN case_file c ON c.id = k.case_id
     WHERE k.state = 'returned' AND k.proposed_by = $1 AND c.state = 'serving'
       AND NOT EXISTS (SELECT 1 FROM closure later WHERE later.case_id = k.case_id AND later.proposed_at > k.proposed_at)
     ORDER BY k.reviewed_at LIMIT ${LIMIT}`,
    [tx.actor.userId],
  )
}

/** How many cases that the actor may see run, and how many are behind their dates. */
export async function caseCounts(
  tx: Tx,
  today: string,
): Promise<{ readonly running: number; readonly overdue: number }> {
  const [row] = await tx.query<{ running: number; overdue: number }>(
    `SELECT count(*)::int AS running, count(*) FILTER (WHERE next_contact_on < $1::date)::int AS overdue
     FROM case_file WHERE state <> 'closed'`,
    [today],
  )
  return row ?? { running: 0, overdue: 0 }
}
