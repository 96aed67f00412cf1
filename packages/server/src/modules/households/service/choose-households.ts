import { legalDateAt, scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { type ListFilterName, listHouseholdRows } from '../store/list.ts'
import { type AskedConditions, readConditions } from './read-conditions.ts'

/** A household that a query of the list finds, for those who give out work. */
export interface ChosenHousehold {
  readonly id: string
  readonly orgPath: string
  readonly advisorId: string | null
  /** Where it lives, WGS 84; null where nobody knows. */
  readonly spot: { readonly lat: number; readonly lng: number } | null
}

/** The households of a unit that a view of the list and its conditions find, by number; at most `limit`. */
export async function chooseHouseholds(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'conditions'>,
  query: AskedConditions & {
    readonly under: string
    readonly filter: ListFilterName
    readonly receiving?: string | undefined
    readonly limit: number
  },
): Promise<ChosenHousehold[]> {
  const rows = await listHouseholdRows(tx, {
    range: scopeRange(query.under),
    granted: [],
    ids: null,
    receiving: query.receiving ?? null,
    filter: query.filter,
    conditions: await readConditions(tx, deps, query),
    sort: 'no',
    today: legalDateAt(tx.now),
    limit: query.limit,
    offset: 0,
  })
  const spots = await householdSpots(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, org_path, advisor_id }) => ({
    id,
    orgPath: org_path,
    advisorId: advisor_id,
    spot: spots.get(id) ?? null,
  }))
}

/** Where households live, WGS 84, by id; those whose place is unknown are absent. */
export async function householdSpots(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly lat: number; readonly lng: number }>> {
  const rows = await tx.query<{ id: string; lat: number; lng: number }>(
    'SELECT id, lat, lng FROM household WHERE id = ANY ($1::uuid[]) AND lat IS NOT NULL AND lng IS NOT NULL',
    [ids],
  )
  return new Map(rows.map(({ id, lat, lng }) => [id, { lat, lng }]))
}
