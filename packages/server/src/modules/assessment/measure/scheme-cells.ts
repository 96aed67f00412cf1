import { scopeRange } from '@lastmile/domain'
import type { Scheme } from '@lastmile/measure'
import type { Tx } from '../../../platform/db/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import { type GroupedCells, groupedCells } from '../store/cells.ts'

/** The scheme in force and the households below a unit by it, as counts of those that answer alike: by street, kind or size. */
export async function schemeCells(
  tx: Tx,
  deps: AssessmentDeps,
  query: { readonly under: string; readonly by: 'org' | 'kind' | 'size' },
): Promise<{ readonly scheme: Scheme; readonly groups: GroupedCells }> {
  const { scheme, hash } = await currentScheme(tx, deps)
  const by = query.by === 'org' ? { unitDepth: 2 } : query.by
  const groups = await groupedCells(tx, { ...scopeRange(query.under), schemeHash: hash, by })
  return { scheme, groups }
}
