import { scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { listNeedRows } from '../store.ts'
import { type NeedView, presentNeeds } from './present-need.ts'

export interface NeedQuery {
  readonly householdId?: string | undefined
  readonly under?: string | undefined
  readonly state?: string | undefined
  readonly category?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** One page of needs in the caller's scope, the most urgent first. */
export async function listNeeds(tx: Tx, query: NeedQuery): Promise<{ items: NeedView[]; total: number }> {
  const { under, ...filter } = query
  const { rows, total } = await listNeedRows(tx, {
    ...filter,
    scope: under === undefined ? undefined : scopeRange(under),
  })
  return { items: await presentNeeds(tx, rows), total }
}
