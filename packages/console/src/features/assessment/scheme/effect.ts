import { type Fraction, type Parts, readFraction, type TierLine, tierOf, weightsOf } from '@lastmile/measure'
import type { ApiClient } from '@lastmile/web-kit'

export type SchemeView = Awaited<ReturnType<ApiClient['assessment']['scheme']>>

/** Households by another scheme, as the server found them. */
export type TriedScheme = Awaited<ReturnType<ApiClient['assessment']['tryScheme']>>

/** A draft as the server takes it. */
export type ChangesOfScheme = Parameters<ApiClient['assessment']['tryScheme']>[0]

/** What is changed of an indicator. */
export interface IndicatorDraft {
  readonly when?: string
  readonly cutoff?: { readonly zh: string; readonly en: string }
  readonly off?: boolean
}

/** What is being tried: parts by dimension, from which score on each tier begins, and what is changed of indicators. */
export interface Draft {
  readonly parts: Readonly<Record<string, number>>
  readonly lines: Readonly<Record<string, string>>
  readonly indicators: Readonly<Record<string, IndicatorDraft>>
}

/** What a draft would make of one street. */
export interface StreetEffect {
  readonly path: string
  readonly name: string
  /** Households by tier, from the gravest on. */
  readonly tiers: readonly number[]
  /** Households whose tier would be another than by the scheme in force, and those that would become graver. */
  readonly moved: number
  readonly graver: number
  /** Hours a month that the tiers ask for, and that the street's advisors have. */
  readonly hours: number
  readonly staffHours: number
}

/** Lines that can be read, fall from tier to tier and end at nought; otherwise the tier that is wrong. */
export function linesOf(scheme: SchemeView, draft: Draft): readonly TierLine[] | { readonly wrong: number } {
  const lines: TierLine[] = []
  for (const { tier } of scheme.tiers) {
    const atLeast = readFraction(draft.lines[tier] ?? '')
    const above = lines.at(-1)?.atLeast
    if (!atLeast || (above && !isBelow(atLeast, above))) return { wrong: tier }
    lines.push({ tier, atLeast })
  }
  return lines.at(-1)?.atLeast.top === 0 ? lines : { wrong: scheme.tiers.at(-1)?.tier ?? 0 }
}

function isBelow(a: Fraction, b: Fraction): boolean {
  return a.top * b.bottom < b.top * a.bottom
}

/** Parts of the indicators that count, by dimension, with other weights of the dimensions. */
function partsOf(scheme: SchemeView, of: (id: string, own: number) => number, tried?: TriedScheme): Parts[] {
  return scheme.dimensions.map((one) => ({
    parts: of(one.id, one.parts),
    indicators:
      tried?.parts.find(({ id }) => id === one.id)?.indicators ??
      one.indicators.filter(({ on }) => on).map((indicator) => indicator.parts),
  }))
}

/**
 * What a draft would make of every street, at once and in the browser. `tried`: households by other cut-offs, as the server read them; without,
 * where they stand by the scheme in force. Where the server drew some of many households, figures are those of all in proportion.
 */
export function effectOf(
  scheme: SchemeView,
  draft: Draft,
  lines: readonly TierLine[],
  tried?: TriedScheme,
): StreetEffect[] {
  const before = { weights: weightsOf(partsOf(scheme, (_, own) => own)), lines: inForce(scheme) }
  const after = weightsOf(partsOf(scheme, (id, own) => draft.parts[id] ?? own, tried))
  const each = tried && tried.households > 0 ? tried.of / tried.households : 1
  return scheme.streets.map((street) => {
    const tiers = scheme.tiers.map(() => 0)
    let [moved, graver, hours] = [0, 0, 0]
    const cells: readonly (readonly number[])[] = tried
      ? (tried.streets.find(({ path }) => path === street.path)?.cells ?? [])
      : street.cells
    for (const [deprived = 0, unknown = 0, floor = 0, counted = 0, known] of cells) {
      const units = counted * each
      const placed = { deprived, unknown, floor }
      const old = known ?? tierOf(placed, before.weights, before.lines)
      const tier = tierOf(placed, after, lines)
      const place = scheme.tiers.findIndex((one) => one.tier === tier)
      tiers[place] = (tiers[place] ?? 0) + units
      hours += units * (scheme.tiers[place]?.advisorHoursAMonth ?? 0)
      if (tier !== old) moved += units
      if (tier < old) graver += units
    }
    const staffHours = street.advisors * scheme.hoursOfAnAdvisorAMonth
    return {
      path: street.path,
      name: street.name,
      tiers: tiers.map(Math.round),
      moved: Math.round(moved),
      graver: Math.round(graver),
      hours,
      staffHours,
    }
  })
}

function inForce(scheme: SchemeView): TierLine[] {
  return scheme.tiers.map(({ tier, atLeast }) => ({
    tier,
    atLeast: readFraction(atLeast) ?? { top: 0, bottom: 1 },
  }))
}

/** Shares that the graver tiers are meant to hold, from the gravest on; the last takes the rest. */
const WANTED = [0.05, 0.15, 0.35] as const

/**
 * Lines that would fill the tiers as wanted (5 %, 10 % and 20 %, the rest in the last), by the scores of today's households
 * with the weights of the draft. In steps of half a percent, so that a person can say them.
 */
export function proposedLines(scheme: SchemeView, draft: Draft, tried?: TriedScheme): Record<string, string> {
  const weights = weightsOf(partsOf(scheme, (id, own) => draft.parts[id] ?? own, tried))
  const streets: readonly { readonly cells: readonly (readonly number[])[] }[] =
    tried?.streets ?? scheme.streets
  const scores = streets
    .flatMap((street) => street.cells)
    .map(([deprived = 0, , , units = 0]) => {
      const score = weights.numerators.reduce(
        (sum, weight, bit) => sum + ((deprived >>> bit) & 1) * weight,
        0,
      )
      return { score: score / weights.denominator, units }
    })
    .sort((a, b) => b.score - a.score)
  const all = scores.reduce((sum, { units }) => sum + units, 0)
  const lines: Record<string, string> = {}
  let above = 1.005
  scheme.tiers.forEach(({ tier }, place) => {
    const wanted = WANTED[place]
    if (wanted === undefined || place === scheme.tiers.length - 1) {
      lines[tier] = '0'
      return
    }
    let seen = 0
    const at = scores.find(({ units }) => {
      seen += units
      return seen >= wanted * all
    })
    const rounded = Math.round((at?.score ?? 0) * 200) / 200
    above = Math.max(0.005, Math.min(rounded, above - 0.005))
    lines[tier] = String(Math.round(above * 1000) / 1000)
  })
  return lines
}
