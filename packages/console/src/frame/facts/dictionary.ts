import { queryOptions, useQuery } from '@tanstack/react-query'

/** One fact of the dictionary as pages need it: what it is called, how it is asked, what values it takes. */
export interface FactEntry {
  readonly name: string
  readonly entity: 'household' | 'person'
  readonly type: 'boolean' | 'money' | 'integer' | 'ratio' | 'date' | 'enum' | 'string'
  readonly unit: string | null
  readonly min?: number
  readonly max?: number
  readonly values?: readonly { readonly value: string; readonly zh: string; readonly en: string }[]
  readonly label: { readonly zh: string; readonly en: string }
  readonly sensitivity: 'ordinary' | 'sensitive' | 'protected'
  readonly question?: { readonly zh: string; readonly en: string }
  readonly derived: boolean
}

/** The dictionary, looked up by entity and name. */
export interface Dictionary {
  readonly all: readonly FactEntry[]
  /** Finds `household` + `monthly_income`; a name with its prefix (`household.monthly_income`) too; without an entity, the first of that name. */
  readonly find: (name: string, entity?: FactEntry['entity']) => FactEntry | null
}

/** Builds the look-up. */
export function dictionaryOf(all: readonly FactEntry[]): Dictionary {
  const byPlace = new Map(all.map((fact) => [`${fact.entity}.${fact.name}`, fact]))
  return {
    all,
    find: (name, entity) => {
      if (entity !== undefined) return byPlace.get(`${entity}.${name}`) ?? byPlace.get(name) ?? null
      return byPlace.get(name) ?? byPlace.get(`household.${name}`) ?? byPlace.get(`person.${name}`) ?? null
    },
  }
}

const EMPTY = dictionaryOf([])

/** The dictionary as a query: a piece of the build, which a phone has without signal too. */
export const factsQuery = queryOptions({
  queryKey: ['facts', 'dictionary'],
  queryFn: async () => dictionaryOf((await import('../../../../../facts.yaml')).default),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  networkMode: 'always',
})

/** The dictionary of facts, fetched once when a page first needs it; empty until then. */
export function useFacts(): Dictionary {
  return useQuery(factsQuery).data ?? EMPTY
}
