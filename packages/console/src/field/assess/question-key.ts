/** A missing fact as one question: the same for the same member. */
export function questionKey({
  member,
  fact,
}: {
  readonly member?: string | undefined
  readonly fact: string
}): string {
  return `${member ?? ''} ${fact}`
}
