import { factPlace, type KnownValues } from './stated.ts'

/** A household as a phone carries it, as far as rules and schemes read it. */
export interface CarriedHousehold {
  readonly id: string
  readonly members: readonly { readonly personId: string; readonly relation: string }[]
}

/** A household's file as the readers of rules take it: only facts that they know. */
export interface HouseholdInput {
  readonly household: Readonly<Record<string, unknown>>
  readonly members: readonly Readonly<Record<string, unknown>>[]
}

/** The file of a household out of what is known of it on a phone, what was written there a moment ago included. */
export function householdInput(
  household: CarriedHousehold,
  known: KnownValues,
  readable: (entity: 'household' | 'person', fact: string) => boolean,
): HouseholdInput {
  const of = (entity: 'household' | 'person', id: string): Record<string, unknown> => {
    const prefix = factPlace(id, '')
    const values: Record<string, unknown> = {}
    for (const [place, value] of known) {
      const fact = place.slice(prefix.length)
      if (place.startsWith(prefix) && readable(entity, fact)) values[fact] = value
    }
    return values
  }
  return {
    household: of('household', household.id),
    members: household.members.map(({ personId, relation }) => ({
      ...of('person', personId),
      id: personId,
      relation,
    })),
  }
}
