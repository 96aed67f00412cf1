import {
  type FactColumn,
  type FactType,
  type FactValue,
  HOUSEHOLD_COLUMNS,
  PERSON_COLUMNS,
} from '../record/fact-columns.ts'
import type { SyntheticHousehold } from '../synthetic-household.ts'

/** A column of the table files. */
export interface TableColumn {
  /** e.g. `household_id`, `household.monthly_income`, `person.birth_date`. */
  readonly name: string
  readonly type: FactType | 'text'
}

const column = (prefix: string, fact: FactColumn): TableColumn => ({
  name: `${prefix}.${fact.name}`,
  type: fact.type,
})

/** The columns of `.csv` and `.parquet`: one row a person, ordered by household, the household's facts repeated. */
export const TABLE_COLUMNS: readonly TableColumn[] = [
  { name: 'household_id', type: 'text' },
  { name: 'org', type: 'text' },
  { name: 'person_id', type: 'text' },
  { name: 'relation', type: 'text' },
  ...HOUSEHOLD_COLUMNS.map((fact) => column('household', fact)),
  ...PERSON_COLUMNS.map((fact) => column('person', fact)),
]

/** The rows of a household, values in the order of `TABLE_COLUMNS`; null is unknown. */
export function* tableRows(household: SyntheticHousehold): Generator<(FactValue | null)[]> {
  const shared = HOUSEHOLD_COLUMNS.map((fact) => household.facts[fact.name] ?? null)
  for (const member of household.members) {
    yield [
      household.id,
      household.orgPath,
      member.id,
      member.relation,
      ...shared,
      ...PERSON_COLUMNS.map((fact) => member.facts[fact.name] ?? null),
    ]
  }
}

/** The header line of `.csv`, without a line end. */
export function csvHeader(): string {
  return TABLE_COLUMNS.map((each) => each.name).join(',')
}

/** One line of `.csv` (RFC 4180 quoting where a value needs it), without a line end. */
export function csvLine(row: readonly (FactValue | null)[]): string {
  return row.map(csvCell).join(',')
}

function csvCell(value: FactValue | null): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
