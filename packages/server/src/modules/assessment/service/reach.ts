import { SEES_HOUSEHOLDS_BY_AREA, scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** All paths: where row-level security alone says which households there are. */
const EVERYWHERE = { lo: '', hi: '\uffff' }

/** The range of paths that an actor's lists go over: the own area, or every place of the households that were granted. */
export function reachOf(tx: Tx, under?: string): { readonly lo: string; readonly hi: string } {
  if (under !== undefined) return scopeRange(under)
  const byArea = SEES_HOUSEHOLDS_BY_AREA.some((role) => role === tx.actor.role)
  return byArea ? scopeRange(tx.actor.orgPath) : EVERYWHERE
}
