import { eachLevel, type LevelChances, type LinkModel } from './model.ts'
import { type Agreement, LINK_FIELDS, type LinkField } from './record.ts'

/** Counts of candidate pairs by how they agree: some thousand patterns stand for millions of pairs. */
export class PatternCounts {
  readonly #counts = new Map<string, { readonly agreement: Agreement; count: number }>()

  add(agreement: Agreement): void {
    const key = LINK_FIELDS.map((field) => agreement[field]).join(' ')
    const known = this.#counts.get(key)
    if (known) known.count += 1
    else this.#counts.set(key, { agreement, count: 1 })
  }

  all(): { readonly agreement: Agreement; readonly count: number }[] {
    return [...this.#counts.values()]
  }
}

/** What a pair of one person looks like before anything was seen: where the steps begin. */
const FIRST_M: Readonly<Record<string, number>> = { same: 0.9, slip: 0.2, sequence: 0.3, 'sounds-alike': 0.2 }
const ROUNDS = 200
const STILL = 1e-7
const SMOOTH = 0.01

/**
 * Estimates m, u and the share of matches by expectation and maximisation over patterns (Winkler 1988; no pair is
 * labelled but by the number, see `settledBy`). `missing` levels say nothing and are left out of each field's chances.
 */
export function estimateModel(
  patterns: readonly { readonly agreement: Agreement; readonly count: number }[],
  thresholds: LinkModel['thresholds'],
): LinkModel {
  const total = patterns.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) throw new RangeError('there are no pairs to estimate from')
  let model = firstModel(patterns, total)
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = step(model, patterns, total)
    const moved = Math.abs(next.prior - model.prior)
    model = next
    if (moved < STILL) break
  }
  return { ...model, thresholds }
}

type Chances = Pick<LinkModel, 'prior' | 'fields'>

function firstModel(patterns: readonly { agreement: Agreement; count: number }[], total: number): Chances {
  const seen = eachLevel(() => 0)
  for (const { agreement, count } of patterns)
    for (const field of LINK_FIELDS)
      seen[field][agreement[field]] = (seen[field][agreement[field]] ?? 0) + count
  const fields = eachLevel(
    (field, level): LevelChances => ({
      m: FIRST_M[level] ?? 0.05,
      u: ((seen[field][level] ?? 0) + SMOOTH) / total,
    }),
  )
  return { prior: 0.01, fields }
}

/**
 * What a number settles before anything is estimated: one number under one sound is one person, two numbers that differ
 * by more than a slip are two. Without these anchors the matches drown among namesakes in a large population.
 */
function settledBy({ number, name, phone }: Agreement): 0 | 1 | null {
  if (number === 'same' && name !== 'differs') return 1
  return number === 'differs' && phone !== 'same' ? 0 : null
}

function chanceOf(model: Chances, agreement: Agreement): number {
  const settled = settledBy(agreement)
  if (settled !== null) return settled
  let log = Math.log(model.prior / (1 - model.prior))
  for (const field of LINK_FIELDS) {
    const level = agreement[field]
    const chances = model.fields[field][level]
    if (level === 'missing' || !chances) continue
    log += Math.log(Math.max(chances.m, 1e-9) / Math.max(chances.u, 1e-9))
  }
  return 1 / (1 + Math.exp(-log))
}

function step(
  model: Chances,
  patterns: readonly { readonly agreement: Agreement; readonly count: number }[],
  total: number,
): Chances {
  const m = eachLevel(() => SMOOTH)
  const u = eachLevel(() => SMOOTH)
  let matches = 0
  for (const { agreement, count } of patterns) {
    const share = chanceOf(model, agreement)
    matches += share * count
    for (const field of LINK_FIELDS) {
      const level = agreement[field]
      if (level === 'missing') continue
      m[field][level] = (m[field][level] ?? 0) + share * count
      u[field][level] = (u[field][level] ?? 0) + (1 - share) * count
    }
  }
  const sum = (of: Record<LinkField, Record<string, number>>, field: LinkField): number =>
    Object.entries(of[field]).reduce((all, [level, value]) => (level === 'missing' ? all : all + value), 0)
  const fields = eachLevel(
    (field, level): LevelChances => ({
      m: (m[field][level] ?? 0) / sum(m, field),
      u: (u[field][level] ?? 0) / sum(u, field),
    }),
  )
  return { prior: Math.min(0.5, Math.max(1e-6, matches / total)), fields }
}
