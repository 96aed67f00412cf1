/** Conditions without those that are not set, which a question to the server may then leave out. */
type Given<Conditions> = {
  [Key in keyof Conditions as undefined extends Conditions[Key] ? never : Key]: Conditions[Key]
} & {
  [Key in keyof Conditions as undefined extends Conditions[Key] ? Key : never]?: Exclude<
    Conditions[Key],
    undefined
  >
}

/** The conditions that somebody set. An empty text is none. */
export function given<Conditions extends object>(conditions: Conditions): Given<Conditions> {
  const set = Object.entries(conditions).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(set) as Given<Conditions>
}
