/** An exact ratio of whole numbers; `bottom` is at least 1. */
export type Fraction = { readonly top: number; readonly bottom: number }

/** Reads `1/3`, `0.3` or 1 exactly, by its digits; null when it is none of them. */
export function readFraction(given: string | number): Fraction | null {
  const text = String(given).trim()
  const ratio = /^(\d{1,6})\/(\d{1,6})$/.exec(text)
  if (ratio) {
    const bottom = Number(ratio[2])
    return bottom === 0 ? null : { top: Number(ratio[1]), bottom }
  }
  const decimal = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(text)
  if (!decimal) return null
  const decimals = decimal[2] ?? ''
  return { top: Number((decimal[1] ?? '0') + decimals), bottom: 10 ** decimals.length }
}

/** Whether `numerator / denominator` is at least the fraction, without rounding: 3 × 1/9 reaches 1/3. */
export function reaches(numerator: number, denominator: number, line: Fraction): boolean {
  return numerator * line.bottom >= line.top * denominator
}
