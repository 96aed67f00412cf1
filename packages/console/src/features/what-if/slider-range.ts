import type { Figure } from './shapes.ts'

/** How far a slider goes, and how it steps. An exact number is typed beside it and may lie beyond. */
export interface SliderRange {
  readonly min: number
  readonly max: number
  readonly step: number
  /** Decimals that may be typed. */
  readonly decimals: number
}

const DECIMALS = { money: 2, ratio: 4, integer: 0 } as const

/** From nothing to twice the value in steps that people count in; a share ends at one. Reaches what was typed. */
export function sliderRange(figure: Pick<Figure, 'type' | 'value'>, typed: number): SliderRange {
  const about = figure.value ?? typed
  const most = Math.max(2 * about, typed)
  const isShare = figure.type === 'ratio' && about <= 1
  const max = isShare ? Math.max(1, typed) : most === 0 ? 1 : most
  const step = figure.type === 'integer' ? 1 : roundStep(max / 200)
  return {
    min: 0,
    max: Number((Math.ceil(max / step) * step).toFixed(DECIMALS[figure.type])),
    step,
    decimals: DECIMALS[figure.type],
  }
}

/** 1, 2 or 5 and noughts: the next one that is not smaller. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10
  return Number((step * power).toPrecision(1))
}
