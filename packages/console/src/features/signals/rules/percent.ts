/** A share as whole per cent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** Minutes as hours with one decimal. */
export function hours(minutes: number): string {
  return (minutes / 60).toFixed(1)
}
