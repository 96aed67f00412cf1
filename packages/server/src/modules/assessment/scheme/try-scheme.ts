import type { SchemeTrial } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import { type Scheme, schemeOn, scoreOf, tierOf } from '@lastmile/measure'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { householdsWithScores } from '../service/household-with-scores.ts'
import { countStandings, type StandingRow, standingsAfter } from '../store/standings.ts'
import { changedScheme, openChanged, type SchemeDraft } from './changed.ts'

/** So many households are tried at most where their facts must be read anew; of more, so many are drawn evenly. */
const MOST_READ = 20_000
const CHUNK = 500

/** One household by a tried scheme. */
export interface TriedHousehold extends Pick<StandingRow, 'household_id' | 'org_path' | 'lower' | 'tier'> {
  readonly deprived: number
  readonly unknown: number
  readonly floor: number
  readonly from: number
  readonly to: number
  readonly score: number
}

export interface Tried {
  readonly problems: z.infer<typeof SchemeTrial>['problems']
  readonly scheme: Scheme | null
  /** All of the area, or those that were drawn: `of` says how many there are. */
  readonly households: readonly TriedHousehold[]
  readonly of: number
}

/** Whether the household at a place among `of` is one of `most` that are drawn at even distances; all are where there are fewer. */
export function isDrawn(place: number, of: number, most: number): boolean {
  return of <= most || Math.floor(((place + 1) * most) / of) > Math.floor((place * most) / of)
}

/**
 * Tries a draft on the households of the actor's area. Other weights and lines are worked out from where households stand; other cut-offs read
 * their facts anew, with the platform's reach and within the area. What is protected counts for nobody. Throws `scheme_outdated`,
 * `scheme_not_sound`.
 */
export async function tryDraft(
  tx: Tx,
  deps: AssessmentDeps,
  draft: SchemeDraft,
  under: string = tx.actor.orgPath,
): Promise<Tried> {
  const changed = await changedScheme(tx, deps, draft)
  const scheme = openChanged(changed)
  const problems = changed.problems.map(({ line, column, message, fix }) => ({
    line,
    column,
    message,
    fix: fix ?? null,
  }))
  if (!scheme) return { problems, scheme, households: [], of: 0 }
  const readsAnew = Object.keys(draft.indicators).length > 0
  const onDay = schemeOn(scheme, legalDateAt(tx.now))
  const households: TriedHousehold[] = []
  const of = await countStandings(tx, { under, schemeHash: changed.current.hash })
  let [after, place] = [null as string | null, 0]
  for (;;) {
    const rows = await standingsAfter(tx, { under, after, limit: CHUNK, schemeHash: changed.current.hash })
    after = rows.at(-1)?.household_id ?? null
    if (after === null) break
    const drawn = readsAnew ? rows.filter((_, at) => isDrawn(place + at, of, MOST_READ)) : rows
    place += rows.length
    if (!readsAnew) households.push(...drawn.map((row) => triedOf(row, row, scheme)))
    else if (drawn.length > 0) {
      const ids = drawn.map((row) => row.household_id)
      const files = await asSystem(tx, tx.actor.orgPath, () =>
        householdsWithScores(tx, changed.current.library.facts, ids, onDay.conditions.date),
      )
      for (const row of drawn) {
        const file = files.get(row.household_id)
        if (file?.ok) households.push(triedOf(row, onDay.place(file.household), scheme))
      }
    }
  }
  return { problems, scheme, households, of }
}

type Placed = Pick<TriedHousehold, 'deprived' | 'unknown' | 'floor'>

function triedOf(row: StandingRow, { deprived, unknown, floor }: Placed, scheme: Scheme): TriedHousehold {
  return {
    household_id: row.household_id,
    org_path: row.org_path,
    lower: row.lower,
    tier: row.tier,
    deprived,
    unknown,
    floor,
    from: row.proposed,
    to: tierOf({ deprived, unknown, floor }, scheme.weights, scheme.tiers),
    score: scoreOf(deprived, scheme.weights) / scheme.weights.denominator,
  }
}

/** The street of a path: `310118/310118001/310118001001/` lies in `310118/310118001/`. */
export function streetOf(path: string): string {
  return `${path.split('/').slice(0, 2).join('/')}/`
}

/** What a draft would make of the households in scope, counted by street. */
export async function tryScheme(
  tx: Tx,
  deps: AssessmentDeps,
  draft: SchemeDraft,
): Promise<z.infer<typeof SchemeTrial>> {
  const { problems, scheme, households, of } = await tryDraft(tx, deps, draft)
  const streets = Map.groupBy(households, (one) => streetOf(one.org_path))
  return {
    problems,
    households: households.length,
    of,
    parts: (scheme?.dimensions ?? []).map(({ id }, place) => ({
      id,
      indicators: [...(scheme?.parts[place]?.indicators ?? [])],
    })),
    streets: [...streets]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, own]) => ({ path, cells: cellsOf(own) })),
  }
}

type Cell = z.infer<typeof SchemeTrial>['streets'][number]['cells'][number]

function cellsOf(households: readonly TriedHousehold[]): Cell[] {
  const cells = new Map<string, Cell>()
  for (const { deprived, unknown, floor, from } of households) {
    const key = `${deprived} ${unknown} ${floor} ${from}`
    const [d, u, f, units, old] = cells.get(key) ?? [deprived, unknown, floor, 0, from]
    cells.set(key, [d, u, f, units + 1, old])
  }
  return [...cells.values()]
}
