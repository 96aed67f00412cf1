import { rowArrays, type Tx } from '../../../platform/db/index.ts'
import { soundOf } from '../linkage/sound.ts'
import type { WidePatch } from './write-wide.ts'

/** A row of `person`, to be written. Bytes as hex. */
export interface NewPersonRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly name: string
  readonly name_pinyin: string
  readonly sex: 'male' | 'female' | null
  readonly birth_date: string | null
  readonly doc_type: string
  readonly doc_missing_reason: string | null
  readonly id_number: string | null
  readonly id_number_index: string | null
  readonly id_number_masked: string | null
  readonly phone: string | null
  readonly phone_index: string | null
  readonly phone_masked: string | null
  readonly source: string
}

const NEW_PERSON = {
  ...{ id: 'uuid', household_id: 'uuid', org_path: 'text', name: 'text', name_pinyin: 'text', sex: 'text' },
  ...{
    birth_date: 'date',
    doc_type: 'text',
    doc_missing_reason: 'text',
    id_number: 'text',
    id_number_index: 'text',
  },
  ...{ id_number_masked: 'text', phone: 'text', phone_index: 'text', phone_masked: 'text', source: 'text' },
  ...{ link_sound: 'text', link_digits: 'text' },
} as const

export async function insertPersons(tx: Tx, rows: readonly NewPersonRow[]): Promise<void> {
  if (rows.length === 0) return
  const sounded = rows.map((row) => {
    const { sound, digits } = soundOf(row.name_pinyin, row.birth_date)
    return { ...row, link_sound: sound, link_digits: digits }
  })
  const { from, values } = rowArrays(NEW_PERSON, sounded, 1)
  const columns = Object.keys(NEW_PERSON).join(', ')
  const selected = columns.replace(/\b(id_number_index|phone_index)\b/g, "decode($1, 'hex')")
  await tx.execute(
    `INSERT INTO person (${columns}, created_at, updated_at) SELECT ${selected}, $1, $1 FROM ${from}`,
    [tx.now, ...values],
  )
}

/** A row of `membership`, to be written. */
export interface NewMembershipRow {
  readonly id: string
  readonly household_id: string
  readonly person_id: string
  readonly org_path: string
  readonly relation: string
  readonly from_date: string
}

const NEW_MEMBERSHIP = {
  ...{
    id: 'uuid',
    household_id: 'uuid',
    person_id: 'uuid',
    org_path: 'text',
    relation: 'text',
    from_date: 'date',
  },
} as const

export async function insertMemberships(tx: Tx, rows: readonly NewMembershipRow[]): Promise<void> {
  if (rows.length === 0) return
  const { from, values } = rowArrays(NEW_MEMBERSHIP, rows)
  const columns = Object.keys(NEW_MEMBERSHIP).join(', ')
  await tx.execute(`INSERT INTO membership (${columns}) SELECT ${columns} FROM ${from}`, values)
}

/** What is added to a person's row; null = nothing to add. */
export interface FilledBlanks {
  readonly id: string
  readonly sex: 'male' | 'female' | null
  readonly birth_date: string | null
  readonly id_number: string | null
  readonly id_number_index: string | null
  readonly id_number_masked: string | null
  readonly phone: string | null
  readonly phone_index: string | null
  readonly phone_masked: string | null
}

/** Fills what was empty; nothing that is known is replaced, but birth date and sex by those of a number that comes. */
export async function fillBlanks(tx: Tx, rows: readonly FilledBlanks[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `UPDATE person p SET
       sex = CASE WHEN r.id_number IS NULL THEN coalesce(p.sex, r.sex) ELSE r.sex END,
       birth_date = CASE WHEN r.id_number IS NULL THEN coalesce(p.birth_date, r.birth_date) ELSE r.birth_date END,
       doc_type = CASE WHEN r.id_number IS NULL THEN p.doc_type ELSE 'resident_id' END,
       doc_missing_reason = CASE WHEN r.id_number IS NULL THEN p.doc_missing_reason END,
       id_number = coalesce(p.id_number, r.id_number),
       id_number_index = coalesce(p.id_number_index, decode(r.id_number_index, 'hex')),
       id_number_masked = coalesce(p.id_number_masked, r.id_number_masked),
       phone = coalesce(p.phone, r.phone), phone_index = coalesce(p.phone_index, decode(r.phone_index, 'hex')),
       phone_masked = coalesce(p.phone_masked, r.phone_masked), updated_at = $2, version = p.version + 1
     FROM jsonb_to_recordset($1::jsonb) AS r(
       id uuid, sex text, birth_date date, id_number text, id_number_index text, id_number_masked text,
       phone text, phone_index text, phone_masked text)
     WHERE p.id = r.id`,
    [JSON.stringify(rows), tx.now],
  )
}

/**
 * The person's own birth date and sex follow the facts of these names, unless an identity number says them
 * (then a fact that differs was refused before).
 */
export async function setBirthAndSex(tx: Tx, patches: readonly WidePatch[]): Promise<void> {
  const rows = patches.flatMap((patch) => {
    if (patch.entity !== 'person') return []
    const named = [...patch.values].filter(([fact]) => fact.name === 'birth_date' || fact.name === 'sex')
    if (named.length === 0) return []
    return [{ id: patch.entityId, ...Object.fromEntries(named.map(([fact, value]) => [fact.name, value])) }]
  })
  if (rows.length === 0) return
  await tx.execute(
    `UPDATE person p SET birth_date = CASE WHEN r.patch ? 'birth_date' THEN (r.patch->>'birth_date')::date ELSE p.birth_date END,
       sex = CASE WHEN r.patch ? 'sex' THEN r.patch->>'sex' ELSE p.sex END, updated_at = $2
     FROM jsonb_array_elements($1::jsonb) AS r(patch)
     WHERE p.id = (r.patch->>'id')::uuid AND p.id_number IS NULL
       AND (p.birth_date, p.sex) IS DISTINCT FROM (
         CASE WHEN r.patch ? 'birth_date' THEN (r.patch->>'birth_date')::date ELSE p.birth_date END,
         CASE WHEN r.patch ? 'sex' THEN r.patch->>'sex' ELSE p.sex END)`,
    [JSON.stringify(rows), tx.now],
  )
}

/** The person's own day of death follows the fact of that name. */
export async function followDeaths(tx: Tx, patches: readonly WidePatch[]): Promise<void> {
  const rows = patches.flatMap((patch) => {
    const death = [...patch.values].find(([fact]) => fact.name === 'deceased_on')
    return patch.entity === 'person' && death ? [{ id: patch.entityId, day: death[1] }] : []
  })
  if (rows.length === 0) return
  await tx.execute(
    `UPDATE person p SET deceased_on = r.day, updated_at = $2, version = p.version + 1
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, day date) WHERE p.id = r.id AND p.deceased_on IS DISTINCT FROM r.day`,
    [JSON.stringify(rows), tx.now],
  )
}

/** What of a person decides about writing: where it lives, and what is known already. */
export interface PersonRecord {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly has_number: boolean
  readonly has_phone: boolean
  readonly birth_date: string | null
  readonly sex: 'male' | 'female' | null
}

const RECORD = `id, household_id, org_path, id_number IS NOT NULL AS has_number, phone IS NOT NULL AS has_phone,
  birth_date, sex`

/** The persons of some households, by id. */
export async function personsOf(
  tx: Tx,
  householdIds: readonly string[],
): Promise<ReadonlyMap<string, PersonRecord>> {
  const rows = await tx.query<PersonRecord>(
    `SELECT ${RECORD} FROM person WHERE household_id = ANY ($1::uuid[])`,
    [householdIds],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Some persons, by id. */
export async function personsByIds(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<PersonRecord>(`SELECT ${RECORD} FROM person WHERE id = ANY ($1::uuid[])`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}
