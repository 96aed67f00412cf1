import type { Dimension } from '@lastmile/measure'
import type { Tx } from '../../platform/db/index.ts'
import type { ListCondition } from '../households/index.ts'
import type { AssessmentDeps } from './deps.ts'
import { currentScheme } from './scheme/current.ts'

/** The score is kept as a float: a household just at the line counts. */
const HAIR = 1e-6

/** Households of a group of families today. */
export function groupCondition(deps: AssessmentDeps): ListCondition {
  const groups = async (tx: Tx) => (await currentScheme(tx, deps)).scheme.document.groups
  return {
    permission: 'group.read',
    choices: async (tx) => (await groups(tx)).map(({ id, name }) => ({ value: id, name })),
    condition: async (tx, value) =>
      (await groups(tx)).some(({ id }) => id === value)
        ? (add) =>
            `EXISTS (SELECT 1 FROM family_group f WHERE f.household_id = household.id AND f.left_on IS NULL
               AND f.family_group = ${add(value)})`
        : null,
  }
}

/** The bits of the indicators of a dimension that lists and figures go by: what is protected is in none, whoever reads (ADR 0008); 0: none. */
function maskOf({ indicators }: Dimension): number {
  return indicators
    .filter((indicator) => !indicator.protected)
    .reduce((mask, { bit }) => mask | (1 << bit), 0)
}

/** Poor by the measure (deprived in at least the share k of all weights), and deprived in a dimension: the censored headcount. */
export function hardshipCondition(deps: AssessmentDeps): ListCondition {
  return {
    permission: 'assessment.read',
    choices: async (tx) => {
      const { scheme } = await currentScheme(tx, deps)
      return scheme.dimensions
        .filter((dimension) => maskOf(dimension) !== 0)
        .map(({ id, name }) => ({ value: id, name }))
    },
    condition: async (tx, value) => {
      const { scheme, hash } = await currentScheme(tx, deps)
      const dimension = scheme.dimensions.find(({ id }) => id === value)
      const mask = dimension ? maskOf(dimension) : 0
      if (mask === 0) return null
      const line = scheme.k.top / scheme.k.bottom - HAIR
      return (add) =>
        `EXISTS (SELECT 1 FROM assessment a WHERE a.household_id = household.id AND a.scheme_hash = ${add(hash)}
           AND a.lower >= ${add(line)} AND (a.deprived & ${add(mask)}::int) <> 0)`
    },
  }
}

/** Censored headcounts of an area by dimension, and how many were assessed and are poor; `households` null: not to be told. */
export interface AreaHardship {
  readonly assessed: number
  readonly poor: number
  readonly dimensions: readonly {
    readonly id: string
    readonly name: { readonly zh: string; readonly en: string }
    readonly households: number | null
  }[]
}

/** Counts what `hardshipCondition` lists, over a range of org paths. */
export async function areaHardship(
  tx: Tx,
  deps: AssessmentDeps,
  range: { readonly lo: string; readonly hi: string },
): Promise<AreaHardship> {
  const { scheme, hash } = await currentScheme(tx, deps)
  const masks = scheme.dimensions.map((dimension) => maskOf(dimension))
  const line = scheme.k.top / scheme.k.bottom - HAIR
  const [row] = await tx.query<{ assessed: number; poor: number; counts: number[] }>(
    `SELECT count(*)::int AS assessed, count(*) FILTER (WHERE a.lower >= $4)::int AS poor,
       ARRAY[${masks.map((_, at) => `count(*) FILTER (WHERE a.lower >= $4 AND (a.deprived & $${at + 5}::int) <> 0)`).join(', ')}]::int[] AS counts
     FROM assessment a JOIN household h ON h.id = a.household_id AND h.status = 'active'
     WHERE h.org_path >= $1 AND h.org_path < $2 AND a.scheme_hash = $3`,
    [range.lo, range.hi, hash, line, ...masks],
  )
  return {
    assessed: row?.assessed ?? 0,
    poor: row?.poor ?? 0,
    dimensions: scheme.dimensions.map(({ id, name }, at) => ({
      id,
      name,
      households: masks[at] === 0 ? null : (row?.counts[at] ?? 0),
    })),
  }
}
