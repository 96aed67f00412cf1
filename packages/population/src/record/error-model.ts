import type { FactOrigin } from './fact-columns.ts'

/**
 * How records differ from life. Shares are of facts (or persons) and hold on average; a household that nobody knows well
 * misses far more than one that is visited. All are our assumption.
 */
export interface ErrorModel {
  /** Share of facts that nobody wrote down, by who would know them. */
  readonly missing: Readonly<Record<FactOrigin, number>>
  /** Share of facts written down wrongly: slips of digits, rounded or old amounts, a neighbouring choice. */
  readonly wrong: Readonly<Record<FactOrigin, number>>
  /** Mean days from a change in life to its record. */
  readonly lateDays: Readonly<Record<FactOrigin, number>>
  /** Share of persons without an identity number on record. */
  readonly withoutNumber: number
  /** Share of grown-ups without a telephone number on record. */
  readonly withoutPhone: number
  /** Share of households in which a person stands who is recorded elsewhere too, or twice. */
  readonly duplicates: number
}

export const DEFAULT_ERRORS: ErrorModel = {
  missing: { register: 0.004, bureau: 0.01, health: 0.05, asked: 0.09 },
  wrong: { register: 0.002, bureau: 0.001, health: 0.006, asked: 0.02 },
  lateDays: { register: 20, bureau: 0, health: 55, asked: 100 },
  withoutNumber: 0.006,
  withoutPhone: 0.12,
  duplicates: 0.012,
}

const zero = { register: 0, bureau: 0, health: 0, asked: 0 } as const

/** Records that are life itself: nothing missing, late, wrong or double. */
export const NO_ERRORS: ErrorModel = {
  missing: zero,
  wrong: zero,
  lateDays: zero,
  withoutNumber: 0,
  withoutPhone: 0,
  duplicates: 0,
}
