import type { ListedNeed } from '@lastmile/contract'
import { scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import { listNeedRows, type NeedFilter, type NeedRow } from '../store.ts'
import { presentNeeds } from './present-need.ts'

export type ListedNeedView = z.infer<typeof ListedNeed>

/** Which needs, as a caller says it: a unit in place of a range. */
export type NeedQuery = Omit<NeedFilter, 'scope'> & { readonly under?: string | undefined }

export function filterOf({ under, ...filter }: NeedQuery): NeedFilter {
  return { ...filter, scope: under === undefined ? undefined : scopeRange(under) }
}

/** One page of needs in the caller's scope, the most urgent first. */
export async function listNeeds(
  tx: Tx,
  { limit, offset, ...query }: NeedQuery & { readonly limit: number; readonly offset: number },
): Promise<{ items: ListedNeedView[]; total: number }> {
  const { rows, total } = await listNeedRows(tx, { ...filterOf(query), limit, offset })
  return { items: await withHouseholds(tx, rows), total }
}

/** Needs with the household that each belongs to. */
export async function withHouseholds(tx: Tx, rows: readonly NeedRow[]): Promise<ListedNeedView[]> {
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const needs = await presentNeeds(tx, rows)
  return needs.map((need, index) => {
    const head = heads.get(need.householdId)
    const orgPath = rows[index]?.org_path ?? ''
    return {
      ...need,
      householdNo: head?.no ?? '',
      headName: head?.headName ?? '',
      orgPath,
      orgName: units.get(orgPath) ?? '',
    }
  })
}
