import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { AskedConditions } from '../../households/index.ts'

/** The query that a campaign was begun with. */
export interface Who extends AskedConditions {
  readonly under?: string | undefined
  readonly filter: 'all' | 'with-gaps' | 'with-needs' | 'receiving' | 'in-case' | 'unpaired' | 'overdue'
  readonly receiving?: string | undefined
}

/** A row of `campaign`. */
export interface CampaignRow {
  readonly id: string
  readonly org_path: string
  readonly title: string
  readonly form_id: string
  readonly form_version: number
  readonly who: Who
  readonly due_on: string
  readonly state: 'running' | 'closed'
  readonly created_by: string
  readonly created_at: Date
  readonly closed_at: Date | null
  readonly version: number
}

const COLUMNS = `id, org_path, title, form_id, form_version, who, due_on::text AS due_on, state, created_by, created_at,
  closed_at, version`

export async function insertCampaign(
  tx: Tx,
  row: Omit<CampaignRow, 'state' | 'closed_at' | 'version'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO campaign (id, org_path, title, form_id, form_version, who, due_on, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.org_path,
      row.title,
      row.form_id,
      row.form_version,
      JSON.stringify(row.who),
      row.due_on,
      row.created_by,
      row.created_at,
    ],
  )
}

/** Throws `not_found` for a campaign that the actor does not see. */
export async function getCampaign(tx: Tx, id: string): Promise<CampaignRow> {
  const [row] = await tx.query<CampaignRow>(`SELECT ${COLUMNS} FROM campaign WHERE id = $1`, [id])
  if (!row) throw new AppError('not_found')
  return row
}

export async function listCampaignRows(
  tx: Tx,
  filter: { readonly state?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ rows: CampaignRow[]; total: number }> {
  const where = '($1::text IS NULL OR state = $1)'
  const rows = await tx.query<CampaignRow>(
    `SELECT ${COLUMNS} FROM campaign WHERE ${where} ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
    [filter.state ?? null, filter.limit, filter.offset],
  )
  const [count] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM campaign WHERE ${where}`,
    [filter.state ?? null],
  )
  return { rows, total: count?.total ?? 0 }
}

/** Closes the version that the caller saw. */
export async function closeCampaignRow(tx: Tx, id: string, version: number): Promise<void> {
  const closed = await tx.execute(
    `UPDATE campaign SET state = 'closed', closed_at = $3, version = version + 1
     WHERE id = $1 AND version = $2 AND state = 'running'`,
    [id, version, tx.now],
  )
  if (closed === 0) throw new AppError('version_conflict')
}

/** A row of `campaign_target`. */
export interface TargetRow {
  readonly household_id: string
  readonly org_path: string
  readonly assignee_id: string | null
  readonly assigned_why: 'advisor' | 'committee' | 'street' | 'person' | 'nobody'
}

export async function insertTargets(
  tx: Tx,
  campaignId: string,
  targets: readonly TargetRow[],
): Promise<void> {
  await tx.execute(
    `INSERT INTO campaign_target (campaign_id, household_id, org_path, assignee_id, assigned_why)
     SELECT $1, t.household_id, t.org_path, t.assignee_id, t.assigned_why
     FROM jsonb_to_recordset($2::jsonb) AS t(household_id uuid, org_path text, assignee_id uuid, assigned_why text)`,
    [campaignId, JSON.stringify(targets)],
  )
}

/** The targets of a campaign that the actor sees, by unit. */
export async function targetsOf(tx: Tx, campaignId: string): Promise<TargetRow[]> {
  return tx.query<TargetRow>(
    `SELECT household_id, org_path, assignee_id, assigned_why FROM campaign_target
     WHERE campaign_id = $1 ORDER BY org_path, household_id`,
    [campaignId],
  )
}

/** The households that running campaigns ask of an account, with their campaign, as far as the actor sees them. */
export async function targetsAskedOf(
  tx: Tx,
  accountId: string,
): Promise<(CampaignRow & { readonly household_id: string })[]> {
  return tx.query(
    `SELECT t.household_id, c.* FROM campaign_target t
     JOIN (SELECT ${COLUMNS} FROM campaign WHERE state = 'running') c ON c.id = t.campaign_id
     WHERE t.assignee_id = $1 ORDER BY c.due_on, c.id, t.household_id`,
    [accountId],
  )
}

/** How many targets of running campaigns each account has. */
export async function openLoads(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ assignee_id: string; n: number }>(
    `SELECT t.assignee_id, count(*)::int AS n FROM campaign_target t JOIN campaign c ON c.id = t.campaign_id
     WHERE c.state = 'running' AND t.assignee_id IS NOT NULL GROUP BY 1`,
  )
  return new Map(rows.map(({ assignee_id, n }) => [assignee_id, n]))
}

export async function reassign(
  tx: Tx,
  campaignId: string,
  households: readonly string[],
  assigneeId: string,
): Promise<TargetRow[]> {
  return tx.query<TargetRow>(
    `UPDATE campaign_target SET assignee_id = $3, assigned_why = 'person'
     WHERE campaign_id = $1 AND household_id = ANY ($2::uuid[]) AND assignee_id IS DISTINCT FROM $3
     RETURNING household_id, org_path, assignee_id, assigned_why`,
    [campaignId, households, assigneeId],
  )
}
