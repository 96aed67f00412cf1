import { nearest } from '@lastmile/domain/nearest'
import * as z from 'zod'
import type { Bilingual } from '../screening/result.ts'

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const entry = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  entity: z.enum(['household', 'person']),
  type: z.enum(['boolean', 'money', 'integer', 'ratio', 'date', 'enum', 'string']),
  unit: z.string().nullable(),
  min: z.number().optional(),
  max: z.number().optional(),
  values: z
    .array(z.strictObject({ value: z.string().min(1), zh: z.string().min(1), en: z.string().min(1) }))
    .optional(),
  label: bilingual,
  description: z.string().min(1),
  sensitivity: z.enum(['ordinary', 'sensitive', 'protected']),
  question: bilingual.optional(),
  derived: z.string().min(1).optional(),
})

/** Shape of `facts.yaml` after reading. */
export const dictionaryDocument = z.strictObject({
  schema_version: z.literal(1),
  facts: z.array(entry).min(1),
})

/** Household or person: whom a fact is about. */
export type Entity = 'household' | 'person'

/** What a fact is: money (yuan in files, fen in code), a whole number, an exact decimal (`ratio`), a legal day, a word of a list. */
export type FactType = 'boolean' | 'money' | 'integer' | 'ratio' | 'date' | 'enum' | 'string'

/** Who may see a fact: everybody on the case, those who need it, or only those named for it. */
export type Sensitivity = 'ordinary' | 'sensitive' | 'protected'

/** One fact of the dictionary. Observed facts carry a `question`; derived ones carry the FEEL they are worked out with. */
export type Fact = {
  readonly name: string
  readonly entity: Entity
  readonly type: FactType
  readonly unit: string | null
  /** Least and greatest value that is accepted (money in yuan). */
  readonly min?: number
  readonly max?: number
  readonly values?: readonly { readonly value: string; readonly zh: string; readonly en: string }[]
  readonly label: Bilingual
  readonly description: string
  readonly sensitivity: Sensitivity
  readonly question?: Bilingual
  readonly derived?: string
}

/** The dictionary, looked up by entity and name. */
export type Facts = {
  readonly all: readonly Fact[]
  readonly household: ReadonlyMap<string, Fact>
  readonly person: ReadonlyMap<string, Fact>
}

/** Builds the dictionary and checks what a schema cannot: no name twice, an observed fact can be asked, an enum has values. */
export function factsFromDocument(document: unknown): Facts {
  const { facts } = dictionaryDocument.parse(document)
  const all = facts as readonly Fact[]
  const maps = { household: new Map<string, Fact>(), person: new Map<string, Fact>() }
  for (const fact of all) {
    const where = `${fact.entity}.${fact.name}`
    if (maps[fact.entity].has(fact.name)) throw new Error(`facts.yaml: ${where} stands twice`)
    if ((fact.question === undefined) === (fact.derived === undefined)) {
      throw new Error(`facts.yaml: ${where} needs either a question (observed) or a formula (derived)`)
    }
    if ((fact.type === 'enum') !== (fact.values !== undefined)) {
      throw new Error(`facts.yaml: ${where}: an enum, and only an enum, lists its values`)
    }
    maps[fact.entity].set(fact.name, fact)
  }
  return { all, ...maps }
}

/** The valid name nearest to a wrong one, for "did you mean". */
export function nearestFact(facts: Facts, entity: Entity, name: string): string | null {
  return nearest(
    name,
    [...facts[entity].values()].map((fact) => fact.name),
  )
}
