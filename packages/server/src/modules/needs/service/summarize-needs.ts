import type { NeedSummary } from '@lastmile/contract'
import { ancestry } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { unitNames } from '../../identity/index.ts'
import { countNeeds, countNeedy, type NeedCount } from '../store.ts'
import { filterOf, type NeedQuery } from './list-needs.ts'

const isOpen = ({ state }: NeedCount) => state === 'confirmed' || state === 'planned'
const sum = (counts: readonly NeedCount[], which: (count: NeedCount) => boolean = () => true) =>
  counts.filter(which).reduce((total, count) => total + count.needs, 0)
const byMost = (a: { readonly needs: number }, b: { readonly needs: number }) => b.needs - a.needs

/**
 * How many needs there are in the caller's scope, by category and kind, by cause, and by the units one step below the one
 * asked for. Withdrawn needs count only when they are asked for by state.
 */
export async function summarizeNeeds(tx: Tx, query: NeedQuery): Promise<z.infer<typeof NeedSummary>> {
  const under = query.under ?? tx.actor.orgPath
  const filter = filterOf(query)
  const depth = ancestry(under).length + 1
  const all = await countNeeds(tx, filter, depth)
  const counts = query.state === undefined ? all.filter(({ state }) => state !== 'withdrawn') : all
  const needy = await countNeedy(tx, filter, depth, query.state === undefined)
  const units = Map.groupBy(counts, ({ unit }) => unit)
  const names = await unitNames(tx, [...units.keys()])
  const households = (which: (row: (typeof needy)[number]) => boolean) => needy.find(which)?.households ?? 0
  return {
    needs: sum(counts),
    households: households(({ cause, unit }) => cause === null && unit === null),
    open: sum(counts, isOpen),
    met: sum(counts, ({ state }) => state === 'met'),
    unmet: sum(counts, ({ state }) => state === 'unmet'),
    categories: [...Map.groupBy(counts, ({ category }) => category)]
      .map(([category, of]) => ({
        category,
        needs: sum(of),
        open: sum(of, isOpen),
        met: sum(of, ({ state }) => state === 'met'),
        kinds: [...Map.groupBy(of, ({ kind }) => kind)]
          .flatMap(([kind, ofKind]) => (kind === null ? [] : [{ kind, needs: sum(ofKind) }]))
          .sort(byMost),
      }))
      .sort(byMost),
    causes: [...Map.groupBy(counts, ({ root_cause }) => root_cause)]
      .map(([cause, of]) => ({ cause, needs: sum(of), households: households((row) => row.cause === cause) }))
      .sort(byMost),
    units: [...units]
      .map(([path, of]) => ({
        path,
        name: names.get(path) ?? '',
        needs: sum(of),
        open: sum(of, isOpen),
        households: households(({ unit }) => unit === path),
      }))
      .sort((a, b) => a.path.localeCompare(b.path)),
  }
}
