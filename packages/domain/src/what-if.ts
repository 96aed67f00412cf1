import type { Fen } from './money.ts'

/** What a year costs: what is paid every month twelve times, and what is paid by the year. What is paid once stands apart. */
export function yearlyFen({ month, year }: { readonly month: Fen; readonly year: Fen }): Fen {
  return 12 * month + year
}

/**
 * The share of pairs of household and policy that a total does not count because something is unknown: undecided, or eligible with
 * an amount that nobody can tell; among all that are or may be eligible. From 0 to 1.
 */
export function unsettledShare(counted: {
  readonly eligible: number
  readonly unknown: number
  readonly open: number
}): number {
  const all = counted.eligible + counted.unknown
  return all === 0 ? 0 : (counted.unknown + counted.open) / all
}
