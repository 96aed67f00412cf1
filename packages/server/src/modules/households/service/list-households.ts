import { isWithin, legalDateAt, type ScopeRange, SEES_HOUSEHOLDS_BY_AREA, scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { may } from '../access.ts'
import type { HouseholdDeps } from '../deps.ts'
import type { HouseholdRecord } from '../store/households.ts'
import {
  countHouseholdRows,
  grantedHouseholds,
  type ListFilterName,
  type ListSort,
  listHouseholdRows,
} from '../store/list.ts'
import { countMembers } from '../store/members.ts'
import { policiesReceived } from '../store/receipts.ts'
import { type AskedConditions, readConditions } from './read-conditions.ts'
import { findCandidates } from './search-persons.ts'

/** Households that a search inside a list looks at. */
const MOST_FOUND = 500

export interface HouseholdListInput extends AskedConditions {
  readonly under?: string | undefined
  readonly receiving?: string | undefined
  readonly filter: ListFilterName
  readonly sort: ListSort
  readonly q?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** One page of the households in the caller's scope with the number of all, filtered and sorted in SQL. */
export async function listHouseholds(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys' | 'facts' | 'conditions'>,
  input: HouseholdListInput,
) {
  const q = input.q?.trim()
  const found = q ? await findCandidates(tx, deps, q, MOST_FOUND) : null
  const today = legalDateAt(tx.now)
  const query = {
    ...(await reachOf(tx, input.under)),
    ids: found && [...new Set(found.map((candidate) => candidate.householdId))],
    receiving: input.receiving ?? null,
    conditions: await readConditions(tx, deps, input),
    filter: mayFilter(tx, input.filter) ? input.filter : ('all' as const),
    sort: input.sort === 'gaps' && !may(tx.actor, 'gap.read') ? ('updated' as const) : input.sort,
    today,
    limit: input.limit,
    offset: input.offset,
  }
  const rows = await listHouseholdRows(tx, query)
  const isWhole = input.offset === 0 && rows.length < input.limit
  const total = isWhole ? rows.length : await countHouseholdRows(tx, query)
  return { items: await presentRows(tx, rows, today), total }
}

/** Ids of the households that a filter of the caller's list finds, by number; at most `limit`. */
export async function listedHouseholds(tx: Tx, filter: ListFilterName, limit: number): Promise<string[]> {
  const rows = await listHouseholdRows(tx, {
    ...(await reachOf(tx, undefined)),
    ...{ ids: null, receiving: null, sort: 'no', today: legalDateAt(tx.now), limit, offset: 0 },
    filter: mayFilter(tx, filter) ? filter : 'all',
  })
  return rows.map(({ id }) => id)
}

/** A filter by what the role may not read would tell it. */
function mayFilter(tx: Tx, filter: ListFilterName): boolean {
  return filter !== 'with-gaps' || may(tx.actor, 'gap.read')
}

/** Where to look: the part of the caller's area that is asked for, and what is granted outside it. */
async function reachOf(
  tx: Tx,
  under: string | undefined,
): Promise<{ range: ScopeRange | null; granted: string[] }> {
  const byArea = SEES_HOUSEHOLDS_BY_AREA.some((role) => role === tx.actor.role)
  const granted = await grantedHouseholds(tx)
  if (!under) return { range: byArea ? scopeRange(tx.actor.orgPath) : null, granted }
  if (!byArea) return { range: scopeRange(under), granted: [] }
  const inside = isWithin(tx.actor.orgPath, under) ? tx.actor.orgPath : under
  return { range: scopeRange(inside), granted: [] }
}

async function presentRows(tx: Tx, rows: readonly HouseholdRecord[], today: string) {
  const ids = rows.map((row) => row.id)
  const sizes = await countMembers(tx, ids)
  const receiving = await policiesReceived(tx, ids, today)
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.advisor_id),
  )
  const streets = rows.map((row) => streetPath(row.org_path))
  const units = await unitNames(tx, [...rows.map((row) => row.org_path), ...streets])
  const seesGaps = may(tx.actor, 'gap.read')
  return rows.map((row) => {
    const advisor = row.advisor_id ? staff.get(row.advisor_id) : undefined
    const street = streetPath(row.org_path)
    return {
      id: row.id,
      no: row.no,
      headName: row.head_name,
      orgPath: row.org_path,
      orgName: units.get(row.org_path) ?? '',
      streetName: street ? (units.get(street) ?? null) : null,
      address: row.address,
      size: sizes.get(row.id) ?? 0,
      tier: row.tier,
      advisor: advisor ? { id: advisor.id, name: advisor.name } : null,
      receiving: receiving.get(row.id) ?? [],
      openGaps: seesGaps ? row.open_gaps : 0,
      openNeeds: row.open_needs,
      caseState: row.case_state,
      lastContactAt: row.last_contact_at?.toISOString() ?? null,
      updatedAt: row.updated_at.toISOString(),
    }
  })
}

/** The street of a path (second level of the tree), or null for the district itself. */
function streetPath(path: string): string | null {
  const parts = path.split('/')
  return parts.length > 2 ? `${parts[0]}/${parts[1]}/` : null
}
