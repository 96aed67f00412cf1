import type { Tree } from '@lastmile/rules'
import type { WalkedTruth } from '@lastmile/rules/conditions'
import type { Override, Scheme } from '../scheme/scheme.ts'
import type { DimensionResult } from './assessment.ts'
import type { Standing } from './standing.ts'

type Bilingual = { readonly zh: string; readonly en: string }

/** The name of a tier in its scheme. */
export function tierName(scheme: Scheme, tier: number): Bilingual {
  const found = scheme.document.tiers.find((one) => one.tier === tier)
  return found?.name ?? { zh: `${tier} 级`, en: `Tier ${tier}` }
}

/** Why a household is in its tier: overrides that hold first, then each dimension with its indicators. */
export function becauseOf(
  scheme: Scheme,
  standing: Standing,
  dimensions: readonly DimensionResult[],
  overrides: readonly (Override & { readonly walked: WalkedTruth })[],
  held: string | null,
): Tree {
  const children = dimensions.map((dimension): Tree => {
    const { lower, upper } = dimension.depth
    const of = percent(dimension.weight)
    const amount = lower === upper ? percent(lower) : `${percent(lower)}–${percent(upper)}`
    return {
      text: {
        zh: `${dimension.name.zh}：${amount}（最多 ${of}）`,
        en: `${dimension.name.en}: ${amount} (of ${of} at most)`,
      },
      value: dimension.deprived,
      children: dimension.indicators.map((indicator) => indicator.because),
    }
  })
  const forced = overrides
    .filter(({ walked }) => walked.value === true)
    .map(({ name, tier, walked }): Tree => {
      const at = tierName(scheme, tier)
      return {
        text: { zh: `${name.zh}：至少定为${at.zh}`, en: `${name.en}: ${at.en} at least` },
        value: true,
        children: [walked.tree],
      }
    })
  return {
    text: headline(scheme, standing, held, overrides),
    value: standing.tier,
    children: [...forced, ...children],
  }
}

function headline(
  scheme: Scheme,
  { lower, upper, tier, possible }: Standing,
  held: string | null,
  overrides: readonly Override[],
): Bilingual {
  const name = tierName(scheme, tier)
  const line = scheme.tiers.find((one) => one.tier === tier)?.atLeast ?? { top: 0, bottom: 1 }
  const score = lower === upper ? percent(lower) : `${percent(lower)}–${percent(upper)}`
  const graver = tierName(scheme, possible)
  const open =
    possible === tier
      ? { zh: '', en: '' }
      : {
          zh: `；还有情况没核实，最重可能到${graver.zh}`,
          en: `; facts are missing, up to ${graver.en} is possible`,
        }
  const override = overrides.find(({ id }) => id === held)
  if (override)
    return {
      zh: `${name.zh}：${override.name.zh}（困难程度 ${score}）${open.zh}`,
      en: `${name.en}: ${override.name.en} (score ${score})${open.en}`,
    }
  const from = percent(line.top / line.bottom)
  const reach =
    line.top === 0
      ? { zh: '没有到上一级的线', en: 'below the line of the tier above' }
      : { zh: `达到本级的线 ${from}`, en: `reaches this tier’s line of ${from}` }
  return {
    zh: `${name.zh}：困难程度 ${score}，${reach.zh}${open.zh}`,
    en: `${name.en}: score ${score}, ${reach.en}${open.en}`,
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`
}
