import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isLegalDate } from '@lastmile/domain'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { TEST_ORG } from '../../testing/org.ts'
import { generateHouseholds } from '../generate.ts'
import { type FactColumn, HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from './fact-columns.ts'

interface Definition {
  readonly name: string
  readonly entity: 'household' | 'person'
  readonly type: string
  readonly values?: readonly { readonly value: string }[]
  readonly min?: number
  readonly max?: number
  readonly derived?: string
}

const FILE = fileURLToPath(new URL('../../../../facts.yaml', import.meta.url))
const DICTIONARY: readonly Definition[] = parse(readFileSync(FILE, 'utf8')).facts
const DEFINITIONS = new Map(DICTIONARY.map((each) => [`${each.entity}.${each.name}`, each]))

const COLUMNS: readonly (readonly [string, FactColumn])[] = [
  ...HOUSEHOLD_COLUMNS.map((column) => [`household.${column.name}`, column] as const),
  ...PERSON_COLUMNS.map((column) => [`person.${column.name}`, column] as const),
]

test.each(COLUMNS)('%s is an observed fact of facts.yaml with the same type', (name, column) => {
  const definition = DEFINITIONS.get(name)
  expect(definition).toMatchObject({ entity: name.split('.')[0], type: column.type })
  expect(definition?.derived).toBeUndefined()
})

/** Whether a value is one that the dictionary allows for the fact. */
function isAllowed(definition: Definition | undefined, value: unknown): boolean {
  if (!definition) return false
  const min = definition.min ?? 0
  const max = definition.max ?? Number.MAX_SAFE_INTEGER
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'enum':
      return definition.values?.some((each) => each.value === value) ?? false
    case 'date':
      return typeof value === 'string' && isLegalDate(value)
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
    case 'money':
    case 'ratio': {
      const fen = typeof value === 'number' ? value * 100 : Number.NaN
      return Math.abs(fen - Math.round(fen)) < 1e-6 && fen >= min * 100
    }
    default:
      return false
  }
}

test.each(['population', 'difficulty'] as const)(
  'every value written (%s) is one that facts.yaml allows',
  (focus) => {
    const refused: string[] = []
    const seen = new Set<string>()
    const check = (entity: Definition['entity'], facts: object): void => {
      for (const [name, value] of Object.entries(facts)) {
        const fact = `${entity}.${name}`
        seen.add(fact)
        if (!isAllowed(DEFINITIONS.get(fact), value)) refused.push(`${fact} = ${value}`)
      }
    }
    for (const household of generateHouseholds({ seed: 'facts', count: 2_500, org: TEST_ORG, focus })) {
      check('household', household.facts)
      for (const member of household.members) check('person', member.facts)
    }
    expect(refused).toEqual([])
    // Nothing is declared that is never written.
    expect([...seen].sort()).toEqual(COLUMNS.map(([name]) => name).sort())
  },
)
