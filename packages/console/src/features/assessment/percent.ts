/** A share as people read it: 12.5%. */
export function percent(share: number | null): string {
  return share === null ? '—' : `${Math.round(share * 1000) / 10}%`
}

/** From both sides where something is unknown: 25%–33.3%. */
export function percentRange(lower: number, upper: number): string {
  return percent(lower) === percent(upper) ? percent(lower) : `${percent(lower)}–${percent(upper)}`
}
