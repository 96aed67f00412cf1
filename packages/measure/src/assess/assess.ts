import type { Household, MissingFact, Tree } from '@lastmile/rules'
import {
  joinNeeds,
  missingFacts,
  type Need,
  plainNumber,
  type WalkedTruth,
  type Walker,
} from '@lastmile/rules/conditions'
import { reaches } from '../alkire-foster/fraction.ts'
import { scoreOf } from '../alkire-foster/weights.ts'
import type { Dimension, Indicator, Scheme } from '../scheme/scheme.ts'
import type { Assessment, DimensionResult, IndicatorResult } from './assessment.ts'
import { becauseOf, tierName } from './because.ts'
import { tierQuestion } from './question.ts'
import { type Bits, schemeOn } from './scheme-on-day.ts'
import { type Standing, standingOf } from './standing.ts'

/** What an assessment may leave out. */
export type AssessOptions = {
  /** False leaves the next question out (null): what many households at once do not need. */
  readonly ask?: boolean
  /** Which missing facts may be asked for; left out: all. The next question is one of them. */
  readonly mayAsk?: (missing: MissingFact) => boolean
}

/**
 * Assesses one household on one day: every indicator with its reasons, the score from both sides, the tier, what is missing, how firm it is
 * and what would move it. Throws `RangeError` when the date is no day.
 */
export function assessHousehold(
  scheme: Scheme,
  household: Household,
  date: string,
  options: AssessOptions = {},
): Assessment {
  const { mayAsk } = options
  const onDay = schemeOn(scheme, date)
  const walker = onDay.conditions.walker(household)
  const bits = onDay.place(household)
  const standing = standingOf(bits, scheme)
  const needs: Need[][] = []
  const dimensions = scheme.dimensions.map((dimension) => resultOf(dimension, scheme, bits, walker, needs))
  const overrides = scheme.overrides.map((one) => ({ ...one, walked: walker.truth(one.when) }))
  // Not even that one holds is told where what is protected is left out.
  const told = overrides.filter((one) => !(scheme.withheld && one.protected))
  const missing = missingFacts(joinNeeds(needs))
  const reason = overrides.find(
    (_, place) => (bits.overrides >>> place) & 1 && scheme.overrides[place]?.tier === standing.tier,
  )
  const held = reason ?? null
  const deprived = new Set(dimensions.filter((one) => one.deprived === true).map((one) => one.id))
  const { document } = scheme
  const tier = document.tiers.find((one) => one.tier === standing.tier)
  return {
    date,
    scheme: { id: scheme.id, version: document.version, hash: scheme.hash },
    dimensions,
    score: standing.lower,
    bounds: { lower: standing.lower, upper: standing.upper },
    intensity: intensityOf(bits, scheme, standing),
    tier: {
      id: standing.tier,
      name: tierName(scheme, standing.tier),
      decided: standing.firmness.decided,
      possible: standing.possible,
      override: held?.id ?? null,
    },
    bits: { deprived: bits.deprived, unknown: bits.unknown, inapplicable: bits.inapplicable },
    floor: bits.floor,
    because: becauseOf(scheme, standing, dimensions, told, held?.id ?? null),
    missing,
    nextQuestion:
      options.ask === false
        ? null
        : tierQuestion(onDay, household, mayAsk ? missing.filter(mayAsk) : missing),
    firmness: standing.firmness,
    moves: standing.moves,
    services: document.services
      .filter(
        ({ tiers, dimensions: of }) =>
          tiers.includes(standing.tier) && (!of || of.some((name) => deprived.has(name))),
      )
      .map(({ id, name }) => ({ id, name })),
    cadence: {
      visitEveryDays: tier?.visit_every_days ?? 0,
      assessEveryDays: tier?.assess_every_days ?? 0,
    },
  }
}

function intensityOf(bits: Bits, { weights, k }: Scheme, { lower }: Standing): number | null {
  const { denominator } = weights
  if (reaches(scoreOf(bits.deprived, weights), denominator, k)) return lower
  return reaches(scoreOf(bits.deprived | bits.unknown, weights), denominator, k) ? null : 0
}

function resultOf(
  dimension: Dimension,
  scheme: Scheme,
  bits: Bits,
  walker: Walker,
  needs: Need[][],
): DimensionResult {
  const { numerators, denominator } = scheme.weights
  const weight = (of: readonly Indicator[]) =>
    of.reduce((sum, { bit }) => sum + (numerators[bit] ?? 0), 0) / denominator
  const having = (set: number) => dimension.indicators.filter(({ bit }) => (set >>> bit) & 1)
  const indicators = dimension.indicators.map((one): IndicatorResult => {
    const applies = one.applies ? walker.truth(one.applies) : null
    const when = walker.truth(one.when)
    const inapplicable = ((bits.inapplicable >>> one.bit) & 1) === 1
    const unknown = ((bits.unknown >>> one.bit) & 1) === 1
    const deprived = unknown ? null : ((bits.deprived >>> one.bit) & 1) === 1
    const open = unknown ? joinNeeds([applies?.needs ?? [], when.needs]) : []
    needs.push(open)
    const value = one.value ? walker.number(one.value.node).value : null
    return {
      id: one.id,
      name: one.name,
      value: one.value ? (value ? Number(plainNumber(value)) : null) : deprived,
      unit: one.value?.unit ?? null,
      cutoff: one.cutoff,
      deprived,
      applies: inapplicable ? false : (applies?.value ?? true),
      weight: weight([one]),
      because: reasonOf(one, deprived, inapplicable ? applies : null, when),
      missing: missingFacts(open),
      protected: one.protected,
    }
  })
  const states = indicators.map((one) => one.deprived)
  return {
    id: dimension.id,
    name: dimension.name,
    deprived: states.includes(true) ? true : states.includes(null) ? null : false,
    weight: weight(dimension.indicators),
    depth: { lower: weight(having(bits.deprived)), upper: weight(having(bits.deprived | bits.unknown)) },
    indicators,
  }
}

/** An indicator's reason: its name, and under it why it does not apply, or how the cut-off is met. */
function reasonOf(
  { name, cutoff }: Indicator,
  deprived: boolean | null,
  inapplicable: WalkedTruth | null,
  when: WalkedTruth,
): Tree {
  const said = inapplicable
    ? { zh: '这户不涉及', en: 'does not concern this household' }
    : deprived === null
      ? { zh: '还不能确定', en: 'cannot tell yet' }
      : deprived
        ? { zh: cutoff.zh, en: cutoff.en }
        : { zh: '没有这方面的困难', en: 'no hardship here' }
  return {
    text: { zh: `${name.zh}：${said.zh}`, en: `${name.en}: ${said.en}` },
    value: deprived,
    ...(inapplicable ? { kind: 'not-applicable' as const } : {}),
    children: [(inapplicable ?? when).tree],
  }
}
