import type { Relation } from '@lastmile/domain'
import { foldToken } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import type { FoundPersons, KnownPerson, PersonKey } from './types.ts'

interface KnownRow {
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
/** SQL: the record that stands for a person who was merged. */
const STANDS = '(SELECT * FROM person p WHERE p.id = coalesce(f.merged_into, f.id) OFFSET 0) p'

const KNOWN = `p.id AS person_id, p.household_id, p.org_path, p.name, p.birth_date, p.id_number_index IS NOT NULL AS has_number,
  (SELECT m.relation FROM membership m WHERE m.person_id = p.id ORDER BY (m.to_date IS NOT NULL), m.from_date DESC LIMIT 1)
    AS relation, h.address, h.head_name`

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
  const byNumber = await tx.query<KnownRow>(
    `SELECT r.ref, ${KNOWN} FROM jsonb_to_recordset($1::jsonb) AS r(ref text, index text)
     ${EACH}(SELECT f.id, f.merged_into FROM person f WHERE f.id_number_index = decode(r.index, 'hex') OFFSET 0) f
     ${EACH}${STANDS} JOIN household h ON h.id = p.household_id`,
    [JSON.stringify(numbered)],
  )
  const found = new Set(byNumber.map((row) => row.ref))
  const named = input.persons.flatMap(({ ref, name, birthDate }) =>
    birthDate && !found.has(ref) ? [{ ref, token: foldToken(name), birth_date: birthDate }] : [],
  )
  const byNameBirth = await tx.query<KnownRow>(
    `SELECT r.ref, ${KNOWN} FROM jsonb_to_recordset($1::jsonb) AS r(ref text, token text, birth_date date)
     ${EACH}(SELECT t.person_id FROM search_token t WHERE t.token = r.token AND t.kind = 'name' OFFSET 0) t
     ${EACH}(SELECT f.id, f.merged_into FROM person f WHERE f.id = t.person_id AND f.birth_date = r.birth_date OFFSET 0) f
     ${EACH}${STANDS} JOIN household h ON h.id = p.household_id`,
    [JSON.stringify(named)],
  )
  // Who reaches the whole district has nowhere else to ask.
  const isWhole = tx.actor.orgPath.indexOf('/') === tx.actor.orgPath.length - 1
  const elsewhere = isWhole
    ? []
    : await tx.query<{ ref: string; streets: string[] }>(
        `SELECT r.ref, array_agg(k.street_name ORDER BY k.street_name) AS streets
     FROM jsonb_to_recordset($1::jsonb) AS r(ref text, index text)
     CROSS JOIN LATERAL app.known_elsewhere(decode(r.index, 'hex')) AS k GROUP BY r.ref`,
        [JSON.stringify(numbered.filter(({ ref }) => !found.has(ref)))],
      )
  return {
    byNumber: byNumber.map(known),
    // A token of the end of a longer name is no match of the name.
    byNameBirth: byNameBirth
      .map(known)
      .filter(({ ref, person }) =>
        named.some((row) => row.ref === ref && row.token === foldToken(person.name)),
      ),
    elsewhere: elsewhere.map(({ ref, streets }) => ({ ref, streetNames: streets })),
  }
}
