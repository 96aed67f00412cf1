/** One condition on a fact of the household, or of anybody in it. */
export interface FactCondition {
  readonly entity: 'household' | 'person'
  readonly fact: string
  readonly operator: '<=' | '>=' | '='
  /** `?`: unknown. */
  readonly value: string
}

export const UNKNOWN = '?'
export const MOST_FACTS = 5
const PART = /^(household|person)\.([a-z][a-z0-9_]*)(<=|>=|=)(.+)$/

/** Conditions as an address keeps them. */
export function readFacts(text: string | undefined): FactCondition[] {
  return (text ?? '').split(';').flatMap((part) => {
    const [, entity, fact, operator, value] = PART.exec(part) ?? []
    return entity && fact && operator && value ? [{ entity, fact, operator, value } as FactCondition] : []
  })
}

export function writeFacts(conditions: readonly FactCondition[]): string | undefined {
  if (conditions.length === 0) return undefined
  return conditions
    .map(({ entity, fact, operator, value }) => `${entity}.${fact}${operator}${value}`)
    .join(';')
}
