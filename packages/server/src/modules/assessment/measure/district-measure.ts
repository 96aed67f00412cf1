import type { DistrictMeasure, MeasuredGroup } from '@lastmile/contract'
import { ancestry, legalDateAt, scopeRange } from '@lastmile/domain'
import { agreementOf, FEW, type GroupReport, HOUSEHOLD_KINDS, reportOf, TOO_FEW } from '@lastmile/measure'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import { countStale, decidedPairs, groupedCells, measureDays } from '../store/cells.ts'

/** Multidimensional poverty in the caller's scope. Groups of fewer than ten households show no figures. */
export async function districtMeasure(
  tx: Tx,
  deps: AssessmentDeps,
  query: { readonly under?: string | undefined; readonly by: 'unit' | 'kind' },
): Promise<z.infer<typeof DistrictMeasure>> {
  const { scheme, hash } = await currentScheme(tx, deps)
  const under = query.under ?? tx.actor.orgPath
  const range = scopeRange(under)
  const unitDepth = ancestry(under).length + 1
  const by = query.by === 'unit' ? { unitDepth } : 'kind'
  const cells = await groupedCells(tx, { ...range, schemeHash: hash, by })
  const report = reportOf(
    scheme,
    [...cells].map(([id, of]) => ({ id, cells: of })),
  )
  const pairs = await decidedPairs(tx, { ...range, unitDepth })
  const units = await unitNames(
    tx,
    report.groups.map((group) => group.id),
  )
  const nameOf = (id: string) =>
    query.by === 'unit'
      ? { zh: units.get(id) ?? id, en: units.get(id) ?? id }
      : (HOUSEHOLD_KINDS[id as keyof typeof HOUSEHOLD_KINDS] ?? { zh: id, en: id })
  const agreementIn = (id: string) =>
    query.by === 'unit' ? agreementOf(pairs.filter((pair) => pair.unit === id)) : null
  const { whole, upper, robustness } = report
  const days = await measureDays(tx, range.lo, range.hi)
  return {
    date: legalDateAt(tx.now),
    scheme: {
      id: scheme.id,
      version: scheme.document.version,
      hash,
      status: scheme.document.status,
    },
    stale: await countStale(tx, { ...range, schemeHash: hash }),
    households: whole.units,
    persons: [...cells.values()].flat().reduce((sum, cell) => sum + cell.weight, 0),
    k: scheme.k.top / scheme.k.bottom,
    H: whole.H,
    A: whole.A,
    M0: whole.M0,
    se: whole.se,
    upper: { H: upper.H, M0: upper.M0 },
    undetermined: report.undetermined,
    vulnerable: whole.vulnerable,
    severe: whole.severe,
    tiers: report.tiers.map((tier) => ({ ...tier, name: tierName(scheme, tier.tier) })),
    swallows: report.swallows,
    dimensions: scheme.dimensions.map(({ id, name, indicators }, place) => ({
      id,
      name,
      weight: weightOf(
        scheme,
        indicators.map(({ bit }) => bit),
      ),
      contribution: report.dimensions[place] ?? 0,
    })),
    indicators: scheme.indicators.map((one) => ({
      id: one.id,
      dimension: one.dimension,
      name: one.name,
      weight: weightOf(scheme, [one.bit]),
      raw: whole.raw[one.bit] ?? 0,
      censored: whole.censored[one.bit] ?? 0,
      contribution: whole.contributions[one.bit] ?? 0,
      // What is protected counts in nobody's figures of an area.
      hidden: one.protected,
    })),
    groups: report.groups.map((group) => presentGroup(group, nameOf(group.id), agreementIn(group.id))),
    robustness: {
      lines: [...robustness.lines],
      weights: robustness.weights.map(({ dimension, ...rest }) => ({
        dimension: scheme.dimensions[dimension]?.name ?? { zh: '', en: '' },
        ...rest,
      })),
      tiersKept: robustness.tiersKept,
      tau: robustness.ranks?.tau ?? null,
      kept: robustness.ranks?.kept ?? null,
    },
    agreement: agreementOf(pairs),
    overTime: days.map(({ day, households, poor, m0 }) => ({
      day,
      households,
      H: households === 0 ? 0 : poor / households,
      A: poor === 0 ? null : (m0 * households) / poor,
      M0: m0,
    })),
  }
}

type CurrentScheme = Awaited<ReturnType<typeof currentScheme>>['scheme']

function tierName(scheme: CurrentScheme, tier: number): { zh: string; en: string } {
  return scheme.document.tiers.find((one) => one.tier === tier)?.name ?? { zh: '', en: '' }
}

function weightOf({ weights }: CurrentScheme, bits: readonly number[]): number {
  return bits.reduce((sum, bit) => sum + (weights.numerators[bit] ?? 0), 0) / weights.denominator
}

function presentGroup(
  group: GroupReport,
  name: { zh: string; en: string },
  agreement: z.infer<typeof MeasuredGroup>['agreement'],
): z.infer<typeof MeasuredGroup> {
  const hidden = group.units < TOO_FEW
  const shown = <T>(value: T): T | null => (hidden ? null : value)
  return {
    id: group.id,
    name,
    households: group.units,
    share: group.share,
    H: shown(group.H),
    A: shown(group.A),
    M0: shown(group.M0),
    seM0: shown(group.se.M0),
    contribution: shown(group.contribution),
    few: group.units < FEW,
    tiers: hidden ? [] : group.tiers.map(({ tier, households, share }) => ({ tier, households, share })),
    agreement,
  }
}
