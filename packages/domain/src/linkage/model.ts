import { type Agreement, LINK_FIELDS, LINK_LEVELS, type LinkField } from './record.ts'

/** Chances of a level in a field: among pairs of one person (m), and of two (u). */
export interface LevelChances {
  readonly m: number
  readonly u: number
}

/** Fellegi and Sunter's model (1969) for the fields of a person, with the share of matches among candidate pairs. */
export interface LinkModel {
  readonly prior: number
  readonly fields: { readonly [F in LinkField]: Readonly<Record<string, LevelChances>> }
  /** Probabilities from which a pair is linked without a person, and from which one is asked. */
  readonly thresholds: { readonly automatic: number; readonly review: number }
}

/** What one field adds, in bits: positive speaks for one person, negative for two. */
export interface FieldWeight {
  readonly field: LinkField
  readonly level: string
  readonly bits: number
}

export interface LinkScore {
  readonly bits: number
  /** Probability that both records are one person. */
  readonly probability: number
  readonly parts: readonly FieldWeight[]
  readonly decision: 'automatic' | 'review' | 'none'
}

const LEAST = 1e-6
const MOST_BITS = 30

/**
 * Scores a pair: the sum of log2(m/u) over its fields, with the prior odds of a candidate pair.
 * @param nameShare share of people who bear the name, when known: of a rare name it says more that both bear it.
 */
export function scorePair(
  model: LinkModel,
  agreement: Agreement,
  nameShare: number | null = null,
): LinkScore {
  const parts = LINK_FIELDS.map((field): FieldWeight => {
    const level = agreement[field]
    const chances = model.fields[field][level]
    if (level === 'missing' || !chances) return { field, level, bits: 0 }
    const isName = field === 'name' && level === 'same' && nameShare !== null
    const u = isName ? rarity(chances.u, nameShare) : chances.u
    const bits = Math.log2(Math.max(chances.m, LEAST) / Math.max(u, LEAST))
    return { field, level, bits: Math.max(-MOST_BITS, Math.min(MOST_BITS, bits)) }
  })
  const bits = parts.reduce((sum, part) => sum + part.bits, Math.log2(model.prior / (1 - model.prior)))
  const probability = 1 / (1 + 2 ** -bits)
  return { bits, probability, parts, decision: decide(model, agreement, probability) }
}

/** How common a usual name is among candidates, who are alike in sound by blocking already. */
const USUAL_SHARE = 2e-4
const MOST_RARE = 8

function rarity(u: number, share: number): number {
  const times = Math.min(MOST_RARE, Math.max(1 / MOST_RARE, USUAL_SHARE / Math.max(share, LEAST)))
  return Math.min(1, u / times)
}

/**
 * One number and one name, or one sound, is proof enough. Without it a machine links only where the telephone and, up to a slip, the birthday are the same,
 * and numbers, if both hold, differ as a slip does: in a million people namesakes share birthdays, and even sequences.
 */
function decide(model: LinkModel, agreement: Agreement, probability: number): LinkScore['decision'] {
  const { number, name, birthDate, phone } = agreement
  if (number === 'same') return name === 'differs' ? 'review' : 'automatic'
  if (number === 'differs' && phone !== 'same') return 'none'
  const slipped = number === 'sequence' || number === 'sequence-swapped'
  const isSameDay = birthDate === 'same' || birthDate === 'slip'
  const contradicted =
    phone !== 'same' || name === 'differs' || !isSameDay || (number !== 'missing' && !slipped)
  if (probability >= model.thresholds.automatic && !contradicted) return 'automatic'
  return probability >= model.thresholds.review ? 'review' : 'none'
}

/** Every level of every field, for models that are read or estimated. */
export function eachLevel<T>(
  of: (field: LinkField, level: string) => T,
): Record<LinkField, Record<string, T>> {
  const fields = LINK_FIELDS.map((field): [LinkField, Record<string, T>] => [
    field,
    Object.fromEntries(LINK_LEVELS[field].map((level) => [level, of(field, level)])),
  ])
  return Object.fromEntries(fields) as Record<LinkField, Record<string, T>>
}
