import type { Measures } from './measure.ts'

/** A change of M0 split (Shapley) into what came from more or fewer poor, and from their intensity; the parts add up to it. */
export type Change = { readonly M0: number; readonly incidence: number; readonly intensity: number }

/** From one time to another. An intensity that is undefined (nobody poor) counts as that of the other time. */
export function changeBetween(
  before: Pick<Measures, 'H' | 'A' | 'M0'>,
  after: Pick<Measures, 'H' | 'A' | 'M0'>,
): Change {
  const [a1, a2] = [before.A ?? after.A ?? 0, after.A ?? before.A ?? 0]
  return {
    M0: after.M0 - before.M0,
    incidence: ((a1 + a2) / 2) * (after.H - before.H),
    intensity: ((before.H + after.H) / 2) * (a2 - a1),
  }
}
