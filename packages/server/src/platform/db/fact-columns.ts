import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ClientBase } from 'pg'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../errors/index.ts'

/** What the wide tables need to know of a fact. */
export interface FactColumn {
  readonly name: string
  readonly entity: 'household' | 'person'
  readonly type: 'money' | 'integer' | 'ratio' | 'boolean' | 'date' | 'enum' | 'string'
  readonly sensitivity: 'ordinary' | 'sensitive' | 'protected'
}

const SQL_TYPES: Readonly<Record<FactColumn['type'], string>> = {
  money: 'bigint',
  integer: 'integer',
  ratio: 'numeric',
  boolean: 'boolean',
  date: 'date',
  enum: 'text',
  string: 'text',
}

const dictionary = z.object({
  facts: z.array(
    z.object({
      name: z.string(),
      entity: z.enum(['household', 'person']),
      type: z.enum(['money', 'integer', 'ratio', 'boolean', 'date', 'enum', 'string']),
      sensitivity: z.enum(['ordinary', 'sensitive', 'protected']).default('ordinary'),
      derived: z.unknown().optional(),
    }),
  ),
})

const FACTS_FILE = fileURLToPath(new URL('../../../../../facts.yaml', import.meta.url))

/** The observed facts of the dictionary (derived ones are worked out, not stored). */
export function readFactColumns(file: string = FACTS_FILE): FactColumn[] {
  const { facts } = dictionary.parse(parse(readFileSync(file, 'utf8')))
  return facts
    .filter((fact) => fact.derived === undefined)
    .map(({ name, entity, type, sensitivity }) => ({ name, entity, type, sensitivity }))
}

/** The wide table that holds a fact's present value; protected facts lie apart, with tighter access. */
export function factTable(fact: Pick<FactColumn, 'entity' | 'sensitivity'>): string {
  return fact.sensitivity === 'protected' ? `${fact.entity}_protected_now` : `${fact.entity}_now`
}

/** The column of a fact in its wide table. */
export function factColumn(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(name)) throw new AppError('fact_column_name_invalid', { fact: name })
  return `f_${name}`
}

/** The SQL type of the column of a fact. */
export function factType(type: FactColumn['type']): string {
  return SQL_TYPES[type]
}

interface Column {
  readonly fact: string
  readonly table: string
  readonly column: string
  readonly type: string
}

/** Columns that the wide tables lack. A fact whose column has another type is refused. */
async function lackingColumns(client: ClientBase, facts: readonly FactColumn[]): Promise<Column[]> {
  const { rows } = await client.query<{ table_name: string; column_name: string; data_type: string }>(
    `SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name IN
       ('household_now', 'person_now', 'household_protected_now', 'person_protected_now')`,
  )
  const existing = new Map(rows.map((row) => [`${row.table_name}.${row.column_name}`, row.data_type]))
  const lacking: Column[] = []
  for (const fact of facts) {
    const column = { fact: fact.name, table: factTable(fact), column: factColumn(fact.name) }
    const expected = SQL_TYPES[fact.type]
    const found = existing.get(`${column.table}.${column.column}`)
    if (found === undefined) lacking.push({ ...column, type: expected })
    else if (found !== expected)
      throw new AppError('fact_column_conflict', { fact: fact.name, found, expected })
  }
  return lacking
}

/** Names (`table.column`) of the columns that the wide tables lack. */
export async function missingFactColumns(
  client: ClientBase,
  facts: readonly FactColumn[],
): Promise<string[]> {
  return (await lackingColumns(client, facts)).map(({ table, column }) => `${table}.${column}`)
}

/**
 * Adds the columns that the wide tables lack, in the transaction of `client`; never drops or alters one. Money is
 * bigint in fen, a ratio numeric, an enum text. Returns the names of the columns that were added.
 */
export async function syncFactColumns(client: ClientBase, facts: readonly FactColumn[]): Promise<string[]> {
  const lacking = await lackingColumns(client, facts)
  for (const { table, column, type } of lacking) {
    await client.query(`ALTER TABLE public.${table} ADD COLUMN ${column} ${type}`)
  }
  return lacking.map(({ table, column }) => `${table}.${column}`)
}
