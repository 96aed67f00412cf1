import type { AreaPortrait } from '@lastmile/contract'
import { ancestry, isWithin, legalDateAt, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { type AreaCount, areaCounts, placedHomes } from '../../households/index.ts'
import { unitWithParts } from '../../identity/index.ts'
import { needsByMonth, summarizeNeeds } from '../../needs/index.ts'
import type { InsightDeps } from '../deps.ts'

type Figures = z.infer<typeof AreaPortrait>['figures']

const NONE: Figures = {
  households: 0,
  persons: 0,
  receiving: 0,
  inCase: 0,
  withGaps: 0,
  withNeeds: 0,
  overdue: 0,
}
const MONTHS = 12

/**
 * A district, street or committee on one page (mandate D1, D2). Every figure is counted by the condition of a list that
 * opens it. Only within the actor's area: `not_found` elsewhere.
 */
export async function viewPortrait(
  tx: Tx,
  deps: Pick<InsightDeps, 'gapsByMonth' | 'hardship'>,
  input: { readonly under?: string | undefined },
): Promise<z.infer<typeof AreaPortrait>> {
  const under = input.under ?? tx.actor.orgPath
  const found = isWithin(under, tx.actor.orgPath) ? await unitWithParts(tx, under) : null
  if (!found) throw new AppError('not_found')
  const { unit, parts } = found
  const day = legalDateAt(tx.now)
  const range = scopeRange(under)
  const counts = await areaCounts(tx, { ...range, depth: ancestry(under).length + 1, day })
  const { units: _, ...needs } = await summarizeNeeds(tx, { under })
  const months = lastMonths(day)
  const from = `${months[0]}-01`
  const confirmed = await needsByMonth(tx, { ...range, from })
  const gaps = await deps.gapsByMonth(tx, { ...range, from })
  const countOf = (rows: readonly { month: string; count: number }[], month: string) =>
    rows.find((row) => row.month === month)?.count ?? 0
  return {
    day,
    unit: { path: unit.path, name: unit.name, kind: unit.kind },
    figures: counts.reduce(add, NONE),
    needs,
    hardship: await hardshipOf(tx, deps, range),
    months: months.map((month) => ({
      month,
      needs: countOf(confirmed, month),
      gaps: countOf(gaps, month),
    })),
    parts: parts.map(({ path, name, lat, lng, sketch }) => ({
      ...add(NONE, counts.find((count) => count.unit === path) ?? NONE),
      path,
      name,
      lat,
      lng,
      sketch,
    })),
    centre: unit.lat === null || unit.lng === null ? null : { lat: unit.lat, lng: unit.lng },
    homes: unit.kind === 'committee' ? await placedHomes(tx, { ...range, day }) : null,
  }
}

async function hardshipOf(
  tx: Tx,
  deps: Pick<InsightDeps, 'hardship'>,
  range: { readonly lo: string; readonly hi: string },
) {
  const { assessed, poor, dimensions } = await deps.hardship(tx, range)
  return { assessed, poor, dimensions: [...dimensions] }
}

function add(sum: Figures, one: Figures | AreaCount): Figures {
  return {
    households: sum.households + one.households,
    persons: sum.persons + one.persons,
    receiving: sum.receiving + one.receiving,
    inCase: sum.inCase + one.inCase,
    withGaps: sum.withGaps + one.withGaps,
    withNeeds: sum.withNeeds + one.withNeeds,
    overdue: sum.overdue + one.overdue,
  }
}

/** The month of a day and those before it, the oldest first: `YYYY-MM`. */
function lastMonths(day: string): string[] {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, back) => {
    const at = year * 12 + (month - 1) - (MONTHS - 1 - back)
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}
