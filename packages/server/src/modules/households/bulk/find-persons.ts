import type { Relation } from '@lastmile/domain'
import { foldToken } from '@lastmile/domain'
import { rowArrays, type Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import type { FoundPersons, KnownPerson, PersonKey } from './types.ts'

export interface KnownRow {
  readonly ref: string
  readonly person_id: string
  readonly household_id: string
  readonly org_path: string
  readonly name: string
  readonly birth_date: string | null
  readonly has_number: boolean
  readonly relation: Relation | null
  readonly address: string | null
  readonly head_name: string
}

/** SQL: a look-up by index for each row, whatever the planner makes of tables that grow while it looks. */
const EACH = 'CROSS JOIN LATERAL '
/** SQL: of a person found, the record that stands for it since a merge. Worked out here, since beside row-level security only a plain value finds its index. */
export const STANDING = 'coalesce(f.merged_into, f.id) AS standing'
/** SQL: that record. */
export const STANDS = '(SELECT * FROM person p WHERE p.id = f.standing OFFSET 0) p'

/** SQL: the household that the person lives in. */
export const HOME = '(SELECT h.address, h.head_name FROM household h WHERE h.id = p.household_id OFFSET 0) h'

/** SQL: what is known of person p of household h. */
export const KNOWN = `p.id AS person_id, p.household_id, p.org_path, p.name, p.birth_date, p.id_number_index IS NOT NULL AS has_number,
  (SELECT m.relation FROM membership m WHERE m.person_id = p.id ORDER BY (m.to_date IS NOT NULL), m.from_date DESC LIMIT 1)
    AS relation, h.address, h.head_name`

/** A row as the person that it is. */
export function knownPerson(row: KnownRow): KnownPerson {
  return known(row).person
}

function known(row: KnownRow): { ref: string; person: KnownPerson } {
  return {
    ref: row.ref,
    person: {
      personId: row.person_id,
      householdId: row.household_id,
      orgPath: row.org_path,
      name: row.name,
      birthDate: row.birth_date,
      hasIdNumber: row.has_number,
      relation: row.relation,
      address: row.address,
      headName: row.head_name,
    },
  }
}

/** Persons on record by their ids, in one statement; those who were merged as the ones that stand for them now. */
export async function standingPersons(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<KnownRow>(
    `SELECT f.id AS ref, ${KNOWN} FROM (SELECT f.id, ${STANDING} FROM person f WHERE f.id = ANY ($1::uuid[]) OFFSET 0) f
     ${EACH}${STANDS} ${EACH}${HOME}`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.ref, knownPerson(row)]))
}

const NUMBERED = { ref: 'text', index: 'text' } as const
const NAMED = { ref: 'text', name: 'text', birth_date: 'date' } as const

/**
 * Who the rows of a list may be, in three statements: by number; for the others by name and birth date; and, for
 * numbers that are on record outside the scope, the streets to ask.
 */
export async function findPersons(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  input: { readonly persons: readonly PersonKey[] },
): Promise<FoundPersons> {
  const numbered = input.persons.flatMap(({ ref, idNumber }) =>
    idNumber ? [{ ref, index: deps.keys.blindIndex('resident-id', idNumber).toString('hex') }] : [],
  )
  const byNumber = await findByNumber(tx, numbered)
  const found = new Set(byNumber.map(({ ref }) => ref))
  const byNameBirth = await findNamesakes(
    tx,
    input.persons.filter(({ ref }) => !found.has(ref)),
  )
  // Who reaches the whole district has nowhere else to ask.
  const isWhole = tx.actor.orgPath.indexOf('/') === tx.actor.orgPath.length - 1
  const elsewhere = isWhole
    ? []
    : await findElsewhere(
        tx,
        numbered.filter(({ ref }) => !found.has(ref)),
      )
  return { byNumber, byNameBirth, elsewhere }
}

interface NumberedRow {
  readonly ref: string
  /** Blind index of the number, in hex. */
  readonly index: string
}

async function findByNumber(
  tx: Tx,
  numbered: readonly NumberedRow[],
): Promise<{ ref: string; person: KnownPerson }[]> {
  if (numbered.length === 0) return []
  const { from, values } = rowArrays(NUMBERED, numbered)
  const rows = await tx.query<KnownRow>(
    `SELECT r.ref, ${KNOWN} FROM ${from}
     ${EACH}(SELECT ${STANDING} FROM person f WHERE f.id_number_index = decode(r.index, 'hex') OFFSET 0) f
     ${EACH}${STANDS} ${EACH}${HOME}`,
    values,
  )
  return rows.map(known)
}

/** Persons on record of the same name and birth date, by one index. */
async function findNamesakes(
  tx: Tx,
  persons: readonly PersonKey[],
): Promise<{ ref: string; person: KnownPerson }[]> {
  const named = persons.flatMap(({ ref, name, birthDate }) =>
    birthDate ? [{ ref, name, birth_date: birthDate }] : [],
  )
  if (named.length === 0) return []
  const { from, values } = rowArrays(NAMED, named)
  const rows = await tx.query<KnownRow>(
    `SELECT r.ref, ${KNOWN} FROM ${from}
     ${EACH}(SELECT ${STANDING} FROM person f
       WHERE f.birth_date = r.birth_date AND f.name_key = app.name_key(r.name) OFFSET 0) f
     ${EACH}${STANDS} ${EACH}${HOME}`,
    values,
  )
  // Since a merge another record may stand for the one that was found, under another name.
  const tokens = new Map(named.map(({ ref, name }) => [ref, foldToken(name)]))
  return rows.map(known).filter(({ ref, person }) => tokens.get(ref) === foldToken(person.name))
}

async function findElsewhere(tx: Tx, numbered: readonly NumberedRow[]): Promise<FoundPersons['elsewhere']> {
  if (numbered.length === 0) return []
  const { from, values } = rowArrays(NUMBERED, numbered)
  const rows = await tx.query<{ ref: string; streets: string[] }>(
    `SELECT r.ref, array_agg(k.street_name ORDER BY k.street_name) AS streets FROM ${from}
     CROSS JOIN LATERAL app.known_elsewhere(decode(r.index, 'hex')) AS k GROUP BY r.ref`,
    values,
  )
  return rows.map(({ ref, streets }) => ({ ref, streetNames: streets }))
}
