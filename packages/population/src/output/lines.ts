import { type FactColumn, type FactValue, HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from '../record/fact-columns.ts'
import type { PlantedTruth, SyntheticHousehold } from '../synthetic-household.ts'

/**
 * One line of the household file: `{id, org, household, members}` in the vocabulary of `facts.yaml`, without a line end. Facts
 * stand in the order of the table columns.
 */
export function householdLine(household: SyntheticHousehold): string {
  let members = ''
  for (const member of household.members) {
    const head = `{"id":"${member.id}","relation":"${member.relation}"`
    members += `${members === '' ? '' : ','}${head}${pairs(PERSON_KEYS, member.facts)}}`
  }
  const facts = pairs(HOUSEHOLD_KEYS, household.facts).slice(1)
  return `{"id":"${household.id}","org":${JSON.stringify(household.orgPath)},"household":{${facts}},"members":[${members}]}`
}

interface Key<Name extends string> {
  readonly name: Name
  /** `,"name":`, ready to be written. */
  readonly text: string
}

const keysOf = <Name extends string>(columns: readonly FactColumn<Name>[]): Key<Name>[] =>
  columns.map(({ name }) => ({ name, text: `,${JSON.stringify(name)}:` }))
const HOUSEHOLD_KEYS = keysOf(HOUSEHOLD_COLUMNS)
const PERSON_KEYS = keysOf(PERSON_COLUMNS)

/** `,"fact":value` for each fact on record. Texts are choices and dates: nothing in them needs escaping. */
function pairs<Name extends string>(
  keys: readonly Key<Name>[],
  facts: Readonly<Partial<Record<Name, FactValue>>>,
): string {
  let text = ''
  for (const { name, text: key } of keys) {
    const value: FactValue | undefined = facts[name]
    if (value !== undefined) text += typeof value === 'string' ? `${key}"${value}"` : `${key}${value}`
  }
  return text
}

/** One line of the truth file. */
export function truthLine(truth: PlantedTruth): string {
  return JSON.stringify(truth)
}

/** One line a person of the register: who the ids are, for linkage. Names and numbers never stand in a household file. */
export function* registerLines(household: SyntheticHousehold): Generator<string> {
  for (const member of household.members) {
    yield JSON.stringify({
      household: household.id,
      person: member.id,
      relation: member.relation,
      name: member.name,
      sex: member.sex,
      birthDate: member.birthDate,
      idNumber: member.idNumber,
      phone: member.phone,
      org: household.orgPath,
      address: household.address,
    })
  }
}
