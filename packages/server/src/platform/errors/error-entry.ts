/** One line of the table of errors. Messages may have holes: `{name}`; both languages have the same holes. */
export interface ErrorEntry {
  /** HTTP status that the API answers with. */
  readonly status: number
  /** Message for users, Chinese. */
  readonly zh: string
  /** Message for users, English. */
  readonly en: string
  /** When it happens (English, for operators and developers). */
  readonly when: string
  /** What to do about it (English, for operators and developers). */
  readonly todo: string
  /** Whether operators must hear of it. */
  readonly reportable: boolean
}
