import type { FactValue, Seen } from '../sync/judgement.ts'

/** A fact that a form states, with what the phone showed before. */
export interface StatedFact {
  readonly entityKind: 'household' | 'person'
  readonly entityId: string
  readonly fact: string
  readonly value: FactValue
  readonly seen: Seen
}

/** What is known of a household where the form is filled in: value by `factPlace`. */
export type KnownValues = ReadonlyMap<string, FactValue>

export function factPlace(entityId: string, fact: string): string {
  return `${entityId} ${fact}`
}

/** The repeated panel of a form that has one part a member; each part carries `personId`. */
export const MEMBERS = 'members'

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isValue = (value: unknown): value is FactValue =>
  typeof value === 'boolean' ||
  typeof value === 'string' ||
  (typeof value === 'number' && Number.isFinite(value))

function within(
  answers: Record<string, unknown>,
  kind: StatedFact['entityKind'],
  entityId: string,
  known: KnownValues,
): StatedFact[] {
  const prefix = `${kind}__`
  return Object.entries(answers).flatMap(([name, value]): StatedFact[] => {
    if (!name.startsWith(prefix) || !isValue(value)) return []
    const fact = name.slice(prefix.length)
    const place = factPlace(entityId, fact)
    const before = known.get(place)
    if (before === value) return []
    return [
      { entityKind: kind, entityId, fact, value, seen: before === undefined ? null : { value: before } },
    ]
  })
}

/**
 * The facts in the answers of a form: questions named `household__<fact>`, and `person__<fact>` within the panel
 * `members`. What was known before and left as it was is not stated again: looking is not saying.
 */
export function statedFacts(
  answers: Readonly<Record<string, unknown>>,
  householdId: string,
  known: KnownValues,
): StatedFact[] {
  const members = Array.isArray(answers[MEMBERS]) ? answers[MEMBERS] : []
  return [
    ...within(answers, 'household', householdId, known),
    ...members.flatMap((member: unknown) =>
      isRecord(member) && typeof member.personId === 'string'
        ? within(member, 'person', member.personId, known)
        : [],
    ),
  ]
}

/** The answers that a form begins with: what is known, so that nobody asks for it again. */
export function knownAnswers(
  questions: { readonly household: readonly string[]; readonly person: readonly string[] },
  householdId: string,
  members: readonly { readonly personId: string; readonly name: string }[],
  known: KnownValues,
): Record<string, unknown> {
  const of = (kind: StatedFact['entityKind'], id: string, names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((fact) => {
        const value = known.get(factPlace(id, fact))
        return value === undefined || value === null ? [] : [[`${kind}__${fact}`, value]]
      }),
    )
  return {
    ...of('household', householdId, questions.household),
    [MEMBERS]: members.map(({ personId, name }) => ({
      personId,
      name,
      ...of('person', personId, questions.person),
    })),
  }
}
