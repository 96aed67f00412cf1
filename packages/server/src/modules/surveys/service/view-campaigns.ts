import type { Campaign, CampaignPage, CampaignTarget } from '@lastmile/contract'
import { ancestry, isWithin } from '@lastmile/domain'
import { MET, notMetSaid } from '@lastmile/field'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads } from '../../households/index.ts'
import { findStaffMember, placesOfUnits, staffByIds, unitNames } from '../../identity/index.ts'
import { formTitle } from '../../visits/index.ts'
import {
  type CampaignRow,
  closeCampaignRow,
  getCampaign,
  listCampaignRows,
  reassign,
} from '../store/campaigns.ts'
import { mayVisit } from './assign.ts'
import { type Covered, coverageOf } from './coverage.ts'

type View = z.infer<typeof Campaign>
type Target = z.infer<typeof CampaignTarget>

const countsOf = (covered: readonly Covered[]) => ({
  asked: covered.length,
  visited: covered.filter(({ visit }) => visit !== null).length,
  reached: covered.filter(({ visit }) => visit?.reached === true).length,
})

async function present(tx: Tx, row: CampaignRow, covered: readonly Covered[]): Promise<View> {
  const units = await unitNames(tx, [row.org_path])
  const staff = await staffByIds(tx, [row.created_by])
  return {
    id: row.id,
    title: row.title,
    orgPath: row.org_path,
    orgName: units.get(row.org_path) ?? '',
    form: await formTitle(tx, row.form_id, row.form_version),
    formId: row.form_id,
    formVersion: row.form_version,
    dueOn: row.due_on,
    state: row.state,
    createdBy: staff.get(row.created_by)?.name ?? '',
    createdAt: row.created_at.toISOString(),
    ...countsOf(covered),
    version: row.version,
  }
}

/** Campaigns that concern the actor's unit, the newest first. */
export async function listCampaigns(
  tx: Tx,
  filter: { readonly state?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ items: View[]; total: number }> {
  const { rows, total } = await listCampaignRows(tx, filter)
  const items: View[] = []
  for (const row of rows) items.push(await present(tx, row, await coverageOf(tx, row)))
  return { items, total }
}

/**
 * One campaign: coverage by person, doubts about forms, and coverage by the units one step below the unit that is looked
 * at (the campaign's or the actor's own, or `under`), each with its place on the map.
 */
export async function viewCampaign(
  tx: Tx,
  { id, under }: { readonly id: string; readonly under?: string | undefined },
): Promise<z.infer<typeof CampaignPage>> {
  const row = await getCampaign(tx, id)
  const covered = await coverageOf(tx, row)
  const own = isWithin(row.org_path, tx.actor.orgPath) ? row.org_path : tx.actor.orgPath
  const looked = under !== undefined && isWithin(under, own) ? under : own
  const depth = ancestry(looked).length
  const units = Map.groupBy(
    covered.filter(({ org_path }) => isWithin(org_path, looked)),
    ({ org_path }) => ancestry(org_path)[depth] ?? org_path,
  )
  const people = Map.groupBy(covered, ({ assignee_id }) => assignee_id)
  const places = await placesOfUnits(tx, [looked, ...units.keys()])
  const placeOf = (path: string) => {
    const { name = '', lat = null, lng = null, sketch = false } = places.get(path) ?? {}
    return { path, name, lat, lng, sketch }
  }
  const staff = await staffByIds(tx, [...people.keys()])
  const doubts = Map.groupBy(
    covered.flatMap((one) => one.doubts),
    (doubt) => doubt,
  )
  return {
    ...(await present(tx, row, covered)),
    who: row.who,
    looksAt: placeOf(looked),
    units: [...units]
      .map(([path, of]) => ({ ...placeOf(path), ...countsOf(of) }))
      .sort((a, b) => a.visited / a.asked - b.visited / b.asked || b.asked - a.asked),
    people: [...people]
      .map(([person, of]) => {
        const { asked, visited } = countsOf(of)
        return { id: person, name: person === null ? '' : (staff.get(person)?.name ?? ''), asked, visited }
      })
      .sort((a, b) => b.asked - b.visited - (a.asked - a.visited)),
    doubts: [...doubts].map(([doubt, of]) => ({ doubt, count: of.length })),
  }
}

/** The households of a campaign, those still to visit first. */
export async function listTargets(
  tx: Tx,
  input: {
    readonly id: string
    readonly under?: string | undefined
    readonly state: 'all' | 'waiting' | 'visited' | 'doubted'
    readonly mine: boolean
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: Target[]; total: number }> {
  const found = (await coverageOf(tx, await getCampaign(tx, input.id)))
    .filter(({ org_path }) => input.under === undefined || isWithin(org_path, input.under))
    .filter(({ assignee_id }) => !input.mine || assignee_id === tx.actor.userId)
    .filter(
      ({ visit, doubts }) =>
        input.state === 'all' ||
        (input.state === 'waiting' && visit === null) ||
        (input.state === 'visited' && visit !== null) ||
        (input.state === 'doubted' && doubts.length > 0),
    )
    .sort((a, b) => Number(a.visit !== null) - Number(b.visit !== null))
  const page = found.slice(input.offset, input.offset + input.limit)
  return { items: await presentTargets(tx, page), total: found.length }
}

async function presentTargets(tx: Tx, page: readonly Covered[]): Promise<Target[]> {
  const heads = await householdHeads(
    tx,
    page.map(({ household_id }) => household_id),
  )
  const units = await unitNames(
    tx,
    page.map(({ org_path }) => org_path),
  )
  const staff = await staffByIds(
    tx,
    page.flatMap(({ assignee_id, visit }) => [assignee_id, visit?.by ?? null]),
  )
  return page.map(({ household_id, org_path, assignee_id, assigned_why, visit, doubts }) => ({
    householdId: household_id,
    householdNo: heads.get(household_id)?.no ?? '',
    headName: heads.get(household_id)?.headName ?? '',
    orgPath: org_path,
    orgName: units.get(org_path) ?? '',
    assignee: assignee_id === null ? null : { id: assignee_id, name: staff.get(assignee_id)?.name ?? '' },
    assignedWhy: assigned_why,
    visit: visit && {
      id: visit.id,
      at: visit.startedAt.toISOString(),
      by: staff.get(visit.by)?.name ?? '',
      reached: visit.reached,
      notMet: visit.reached ? null : notMetSaid(visit.answers[MET]),
      doubts: [...doubts],
    },
  }))
}

/** Gives households of a running campaign to somebody who may see them. Throws `visitor_elsewhere`. */
export async function assignTargets(
  tx: Tx,
  input: { readonly id: string; readonly households: readonly string[]; readonly assigneeId: string },
): Promise<{ assigned: number }> {
  const campaign = await getCampaign(tx, input.id)
  if (campaign.state !== 'running')
    throw new AppError('action_not_possible', { state: campaign.state, action: 'assign' })
  const member = await findStaffMember(tx, input.assigneeId)
  if (!member) throw new AppError('not_found')
  const changed = await reassign(tx, campaign.id, input.households, member.id)
  if (changed.some(({ org_path }) => !mayVisit(member, org_path))) throw new AppError('visitor_elsewhere')
  for (const { household_id, org_path } of changed)
    tx.ledger({
      action: 'campaign.assign',
      objectKind: 'campaign',
      objectId: campaign.id,
      householdId: household_id,
      orgPath: org_path,
      data: { title: campaign.title, name: member.name },
    })
  return { assigned: changed.length }
}

/** Closes a campaign; visits after this day no longer count for it. */
export async function closeCampaign(
  tx: Tx,
  input: { readonly id: string; readonly version: number },
): Promise<View> {
  await closeCampaignRow(tx, input.id, input.version)
  const row = await getCampaign(tx, input.id)
  tx.ledger({
    action: 'campaign.close',
    objectKind: 'campaign',
    objectId: row.id,
    orgPath: row.org_path,
    data: { title: row.title },
  })
  return present(tx, row, await coverageOf(tx, row))
}
