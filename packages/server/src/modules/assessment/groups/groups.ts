import type { GroupLine } from '@lastmile/contract'
import { legalDateAt, newIdAt, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import { becauseOf, choiceOf, groupOf } from './choice.ts'
import {
  approvedList,
  type Candidate,
  candidates,
  countMembers,
  endEntry,
  type GroupRow,
  getEntry,
  insertEntries,
  liveEntries,
  membersOn,
} from './store.ts'

export type Line = z.infer<typeof GroupLine>

export interface GroupQuery {
  readonly group: string
  readonly box: 'members' | 'candidates' | 'to_leave'
  readonly on?: string | undefined
  readonly under?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** Members of a group on a day; or who meets its choice and is not in; or who is in and no longer meets it. */
export async function listGroup(tx: Tx, deps: AssessmentDeps, query: GroupQuery) {
  const { scheme } = await currentScheme(tx, deps)
  const group = groupOf(scheme, query.group)
  const today = legalDateAt(tx.now)
  const under = query.under ?? tx.actor.orgPath
  const scope = scopeRange(under)
  const page = { group: group.id, limit: query.limit, offset: query.offset, ...scope }
  const counts = await countMembers(tx, scope.lo, scope.hi)
  const approved = await approvedList(tx, {
    group: group.id,
    orgPath: under,
    day: query.on ?? today,
    exactly: false,
  })
  const names = await staffByIds(tx, [approved?.approved_by ?? null])
  const around = {
    groups: scheme.document.groups.map(({ id, name }) => ({ id, name, members: counts.get(id) ?? 0 })),
    approved: approved
      ? {
          on: approved.on_day,
          by: names.get(approved.approved_by)?.name ?? '',
          count: approved.households.length,
        }
      : null,
  }
  if (query.box === 'members') {
    const { rows, total } = await membersOn(tx, { ...page, day: query.on ?? today })
    return { items: await memberLines(tx, rows), total, ...around }
  }
  const choice = await choiceOf(tx, deps, group)
  const found = await candidates(tx, { ...page, ...choice, in: query.box === 'to_leave' })
  const reason = (row: Candidate) => becauseOf(row, choice, group)
  return { items: await candidateLines(tx, found.rows, reason), total: found.total, ...around }
}

/** Members as lines of a list. */
export async function memberLines(tx: Tx, rows: readonly GroupRow[]): Promise<Line[]> {
  const ground = await groundOf(tx, rows)
  return rows.map((row) => ({
    ...ground.household(row),
    tier: row.tier,
    because: row.because,
    entryId: row.id,
    enteredOn: row.entered_on,
    enteredBy: ground.staff(row.entered_by),
    leftOn: row.left_on,
    leftReason: row.left_reason,
  }))
}

async function candidateLines(
  tx: Tx,
  rows: readonly Candidate[],
  reason: (row: Candidate) => string,
): Promise<Line[]> {
  const ground = await groundOf(tx, rows)
  return rows.map((row) => ({
    ...ground.household(row),
    tier: row.tier,
    because: reason(row),
    entryId: row.entry_id,
    enteredOn: row.entered_on,
    enteredBy: row.entered_by ? ground.staff(row.entered_by) : null,
    leftOn: null,
    leftReason: null,
  }))
}

type Located = {
  readonly household_id: string
  readonly org_path: string
  readonly entered_by: string | null
}

async function groundOf(tx: Tx, rows: readonly Located[]) {
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.entered_by),
  )
  return {
    staff: (id: string) => staff.get(id)?.name ?? '',
    household: ({ household_id: id, org_path: path }: Located) => ({
      householdId: id,
      householdNo: heads.get(id)?.no ?? '',
      headName: heads.get(id)?.headName ?? '',
      orgPath: path,
      orgName: units.get(path) ?? '',
    }),
  }
}

/** Takes households into a group today, in the actor's name. Those already in stay; one out of reach refuses all. */
export async function enterGroup(
  tx: Tx,
  deps: AssessmentDeps,
  input: {
    readonly group: string
    readonly householdIds: readonly string[]
    readonly reason?: string | undefined
  },
): Promise<{ entered: number }> {
  const { scheme } = await currentScheme(tx, deps)
  const group = groupOf(scheme, input.group)
  const ids = [...new Set(input.householdIds)]
  const heads = await householdHeads(tx, ids)
  if (heads.size < ids.length) throw new AppError('not_found')
  const inside = new Set(
    (await liveEntries(tx, ids))
      .filter((one) => one.family_group === group.id)
      .map((one) => one.household_id),
  )
  const choice = await choiceOf(tx, deps, group)
  const scope = scopeRange(tx.actor.orgPath)
  const known = await candidates(tx, {
    ...choice,
    ...scope,
    group: group.id,
    in: false,
    ids,
    limit: ids.length,
    offset: 0,
  })
  const byId = new Map(known.rows.map((row) => [row.household_id, row]))
  const entering = ids.filter((id) => !inside.has(id))
  const rows = entering.map((id) => {
    const row = byId.get(id)
    const because = [...(row ? [becauseOf(row, choice, group)] : []), ...(input.reason ? [input.reason] : [])]
    // Somebody who does not meet the choice enters by a person's reason alone.
    if (because.length === 0) throw new AppError('tier_reason_needed')
    const org_path = heads.get(id)?.orgPath ?? ''
    return {
      id: newIdAt(tx.now),
      household_id: id,
      org_path,
      family_group: group.id,
      tier: row?.tier ?? null,
      because: because.join('；'),
    }
  })
  await insertEntries(tx, legalDateAt(tx.now), rows)
  for (const row of rows)
    tx.ledger({
      action: 'group.enter',
      objectKind: 'family_group',
      objectId: row.id,
      householdId: row.household_id,
      orgPath: row.org_path,
      data: { group: group.name.zh, groupEn: group.name.en, because: row.because },
    })
  return { entered: rows.length }
}

/** Lets a household leave a group today, with a reason. */
export async function leaveGroup(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly id: string; readonly reason: string },
): Promise<{ leftOn: string }> {
  const entry = await getEntry(tx, input.id)
  if (!entry) throw new AppError('not_found')
  if (entry.left_on !== null) throw new AppError('action_not_possible', { state: 'left', action: 'leave' })
  const { scheme } = await currentScheme(tx, deps)
  const name = scheme.document.groups.find((group) => group.id === entry.family_group)?.name
  const today = legalDateAt(tx.now)
  await endEntry(tx, entry.id, today, input.reason)
  tx.ledger({
    action: 'group.leave',
    objectKind: 'family_group',
    objectId: entry.id,
    householdId: entry.household_id,
    orgPath: entry.org_path,
    data: {
      group: name?.zh ?? entry.family_group,
      groupEn: name?.en ?? entry.family_group,
      reason: input.reason,
    },
  })
  return { leftOn: today }
}
