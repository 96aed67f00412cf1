/** What is compared of a person. Numbers and phones come as opaque tokens: equal or not, never their text. */
export interface LinkRecord {
  readonly id: string
  readonly name: string
  /** Syllables without tones, in order: `wang jian guo`. */
  readonly pinyin: string
  /** `YYYY-MM-DD`, or null. */
  readonly birthDate: string | null
  readonly sex: 'male' | 'female' | null
  /** A token of the identity number. */
  readonly number: string | null
  /** The three digits of the number's sequence, which stay when a digit of the birthday is mistyped. */
  readonly sequence: string | null
  readonly phone: string | null
  /** Path of the unit and the text of the address. */
  readonly place: string | null
  readonly address: string | null
}

/** Fields that are compared, in the order in which reasons are told. */
export const LINK_FIELDS = ['number', 'name', 'birthDate', 'sex', 'phone', 'address'] as const
export type LinkField = (typeof LINK_FIELDS)[number]

/** How well two records agree in a field, best first; `missing` says nothing either way. */
export const LINK_LEVELS = {
  number: ['same', 'sequence', 'sequence-swapped', 'differs', 'missing'],
  name: ['same', 'sounds-alike', 'one-character', 'sounds-near', 'differs'],
  birthDate: ['same', 'slip', 'same-year', 'differs', 'missing'],
  sex: ['same', 'differs', 'missing'],
  phone: ['same', 'differs', 'missing'],
  address: ['same', 'same-committee', 'same-street', 'differs', 'missing'],
} as const satisfies Record<LinkField, readonly string[]>

/** The level of each field. */
export type Agreement = { readonly [F in LinkField]: (typeof LINK_LEVELS)[F][number] }
