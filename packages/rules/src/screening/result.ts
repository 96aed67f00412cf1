/** Text in the two languages of the product. */
export type Bilingual = { readonly zh: string; readonly en: string }

/** How sure we are of a figure or a passage: read at the source, copied by others, or from memory. */
export type Confidence = 'verified' | 'second-hand' | 'unverified'

/** Where a condition comes from. */
export type Citation = {
  readonly document: string
  readonly number: string
  readonly clause: string
  readonly url?: string
  readonly verified: Confidence
}

/** A fact with its value as files write it (money in yuan), and the member it belongs to. */
export type FactUse = {
  readonly fact: string
  readonly value: boolean | number | string | null
  readonly member?: string
}

/** A figure of the law that an answer rests on, in force on the day of the question. */
export type FigureUse = {
  readonly name: string
  readonly label: Bilingual
  readonly value: number | null
  readonly unit: string
  readonly from: string | null
  readonly to: string | null
  readonly verified: Confidence
}

/**
 * An answer that can be opened. `value` is the truth of a condition, or a figure (money in yuan) or word.
 * `kind` marks the root: `not-applicable` (the policy is not for this household), `no-version` (no rule is known for the day).
 */
export type Tree = {
  readonly text: Bilingual
  readonly value: boolean | number | string | null
  readonly kind?: 'not-applicable' | 'no-version'
  readonly citation?: Citation
  readonly facts?: readonly FactUse[]
  readonly figures?: readonly FigureUse[]
  readonly children?: readonly Tree[]
}

/** A fact that is missing to decide, and how to ask for it. */
export type MissingFact = {
  readonly fact: string
  readonly entity: 'household' | 'person'
  readonly member?: string
  readonly question: Bilingual
}

/** A figure that nobody knows on the day, and the day before which it is unknown (null: always). */
export type MissingParameter = { readonly name: string; readonly from: string | null }

/** Money (or a number of `unit`) per month, year, or once. `upTo`: a ceiling, not a promise. */
export type Amount = {
  readonly value: number
  readonly unit: string
  readonly per: 'month' | 'year' | 'once'
  readonly upTo?: true
}

/** How far a failed threshold is away: what stands against what. */
export type Distance = {
  readonly text: Bilingual
  readonly fact: string
  readonly member?: string
  readonly value: number
  readonly threshold: number
  /** How much the value would have to change: negative means it is that much too high. In the unit of the fact. */
  readonly change: number
  readonly unit: string
}

/** Three answers; "not applicable" is `ineligible` with `because.kind`. */
export type Outcome = 'eligible' | 'ineligible' | 'unknown'

/** What one person of the household gets from a policy of persons. */
export type PersonResult = {
  readonly member: string
  readonly outcome: Outcome
  readonly amount?: Amount
  readonly because: Tree
  readonly missing: readonly MissingFact[]
  readonly distance?: readonly Distance[]
}

/** The answer of one policy for one household on one day. */
export type PolicyResult = {
  readonly policy: string
  readonly name: Bilingual
  readonly outcome: Outcome
  readonly amount?: Amount
  readonly because: Tree
  readonly missing: readonly MissingFact[]
  readonly citations: readonly Citation[]
  readonly persons?: readonly PersonResult[]
  readonly missingParameters?: readonly MissingParameter[]
  readonly coverage: 'rule' | 'guide'
  readonly distance?: readonly Distance[]
  /** Facts that only the amount still needs (the outcome is decided). */
  readonly missingForAmount?: readonly MissingFact[]
  /** The least sure figure that the answer rests on. */
  readonly confidence?: Confidence
  /** Hash of the policy's text that the answer was made with, where the library knows it. */
  readonly hash?: string
}

/** A fact that is asked for: of the household, or of each of these members. */
export type AskedFact = {
  readonly fact: string
  readonly entity: 'household' | 'person'
  readonly members?: readonly string[]
  readonly question: Bilingual
}

/**
 * What to ask next: one fact (of each member who lacks it; `member` is the first of them), or with `list` several at once that are rarely
 * so, to be ticked: “which of these holds for somebody here?” Its first entry is the fact itself.
 */
export type NextQuestion = AskedFact & { readonly member?: string; readonly list?: readonly AskedFact[] }

/** Everything that one household gets on one day. */
export type ScreenResult = {
  readonly date: string
  readonly results: readonly PolicyResult[]
  readonly nextQuestion: NextQuestion | null
}
