import { namePinyin } from '@lastmile/domain'
import {
  compareRecords,
  confusedPinyin,
  type LinkModel,
  type LinkRecord,
  type LinkScore,
  scorePair,
} from '@lastmile/domain/linkage'
import type { Tx } from '../../../platform/db/index.ts'
import { HOME, KNOWN, type KnownRow, knownPerson, STANDING, STANDS } from '../bulk/find-persons.ts'
import type { KnownPerson } from '../bulk/types.ts'
import type { HouseholdDeps } from '../deps.ts'
import { digitsInOrder } from './sound.ts'
import { nameShares } from './store.ts'

/** What a row of a list says of its person, as far as it tells who that is. */
export interface RowPerson {
  readonly ref: string
  readonly name: string
  readonly birthDate: string | null
  readonly sex: 'male' | 'female' | null
  readonly idNumber: string | null
  readonly phone: string | null
  /** The unit of the row, when it says one. */
  readonly orgPath: string | null
  readonly address: string | null
}

/** A person on record who may be the one of a row. */
export interface LikelyPerson {
  readonly person: KnownPerson
  readonly score: LinkScore
}

interface CandidateRow extends KnownRow {
  readonly as_name: string
  readonly as_pinyin: string
  readonly as_birth: string | null
  readonly as_sex: 'male' | 'female' | null
  readonly as_number: string | null
  readonly as_masked: string | null
  readonly as_phone: string | null
}

/**
 * Most persons that one row is compared with: a block is small, and a row that fits more fits nobody. Those without a
 * number first; the order is that of what they say, so that the same list always comes to the same.
 */
const MOST = 50

/** SQL: the ways of `blockKeys` in which a row `r` and a record `f` come to be compared, each by an index. */
const WAYS = [
  `f.link_sound = r.sound AND f.birth_date BETWEEN r.year_from AND r.year_to`,
  `f.birth_date = r.born AND f.link_sound >= r.sound_from AND f.link_sound < r.sound_to AND f.sex = r.sex`,
  `f.phone_index = decode(r.phone, 'hex') AND f.link_sound = r.sound`,
  `f.link_sound = r.sound AND f.link_digits = r.digits`,
]

/** Every sound whose first syllable is that of a name: syllables are parted by blanks, and "!" follows the blank. */
function surnameRange(sound: string): { sound_from: string; sound_to: string } {
  const [surname = ''] = sound.split(' ')
  return { sound_from: surname, sound_to: `${surname}!` }
}

function recordOfRow(deps: Pick<HouseholdDeps, 'keys'>, row: RowPerson): LinkRecord {
  const { idNumber, phone } = row
  return {
    id: row.ref,
    name: row.name,
    pinyin: namePinyin(row.name),
    birthDate: row.birthDate,
    sex: row.sex,
    number: idNumber && deps.keys.blindIndex('resident-id', idNumber).toString('hex'),
    sequence: idNumber?.slice(-4, -1) ?? null,
    phone: phone && deps.keys.blindIndex('phone', phone).toString('hex'),
    place: row.orgPath,
    address: row.address,
  }
}

function recordOnFile(row: CandidateRow): LinkRecord {
  return {
    id: row.person_id,
    name: row.as_name,
    pinyin: row.as_pinyin,
    birthDate: row.as_birth,
    sex: row.as_sex,
    number: row.as_number,
    sequence: row.as_masked?.slice(-4, -1) ?? null,
    phone: row.as_phone,
    place: row.org_path,
    address: row.address,
  }
}

/**
 * Who on record may be the persons of some rows, the likeliest first: found by the blocks of the linkage, scored by its
 * model. A record that was merged is compared by what it says and stands for the one that it was merged into.
 */
export async function likelyPersons(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'> & { readonly linkModel: LinkModel },
  rows: readonly RowPerson[],
): Promise<ReadonlyMap<string, readonly LikelyPerson[]>> {
  const records = new Map(rows.map((row) => [row.ref, recordOfRow(deps, row)]))
  const asked = [...records.values()].map(({ id, pinyin, birthDate, sex, phone }) => ({
    ...{ ref: id, sound: confusedPinyin(pinyin), born: birthDate, sex, phone },
    ...{ digits: digitsInOrder(birthDate), ...surnameRange(confusedPinyin(pinyin)) },
    year_from: birthDate && `${birthDate.slice(0, 4)}-01-01`,
    year_to: birthDate && `${birthDate.slice(0, 4)}-12-31`,
  }))
  if (asked.length === 0) return new Map()
  // With bitmaps the planner joins each of these small look-ups with a walk through the whole area that the policy of
  // row-level security names: some milliseconds a row that grow with the district. Without, each goes by its own index.
  await tx.execute('SET LOCAL enable_bitmapscan = off')
  const found = await tx.query<CandidateRow>(
    `SELECT r.ref, ${KNOWN}, f.name AS as_name, f.name_pinyin AS as_pinyin, f.birth_date::text AS as_birth, f.sex AS as_sex,
       encode(f.id_number_index, 'hex') AS as_number, f.id_number_masked AS as_masked, encode(f.phone_index, 'hex') AS as_phone
     FROM jsonb_to_recordset($1::jsonb) AS r(ref text, sound text, sound_from text, sound_to text, born date,
       sex text, phone text, digits text, year_from date, year_to date)
     CROSS JOIN LATERAL (SELECT w.id FROM (${WAYS.map((way) => `SELECT f.id FROM person f WHERE ${way}`).join(' UNION ')}) w
       JOIN person q ON q.id = w.id
       ORDER BY q.id_number_index NULLS FIRST, q.name, q.birth_date, q.id LIMIT ${MOST}) c
     CROSS JOIN LATERAL (SELECT f.*, ${STANDING} FROM person f WHERE f.id = c.id OFFSET 0) f
     CROSS JOIN LATERAL ${STANDS}
     CROSS JOIN LATERAL ${HOME}`,
    [JSON.stringify(asked)],
  )
  await tx.execute('SET LOCAL enable_bitmapscan = on')
  const shares = await nameShares(
    tx,
    found.flatMap((row) => (records.get(row.ref)?.name === row.as_name ? [row.as_name] : [])),
  )
  const likely = new Map<string, Map<string, LikelyPerson>>()
  for (const row of found) {
    const record = records.get(row.ref)
    if (!record) continue
    const score = scorePair(
      deps.linkModel,
      compareRecords(record, recordOnFile(row)),
      shares.get(row.as_name) ?? null,
    )
    const same = likely.get(row.ref) ?? new Map<string, LikelyPerson>()
    const known = same.get(row.person_id)
    if (!known || known.score.bits < score.bits) same.set(row.person_id, { person: knownPerson(row), score })
    likely.set(row.ref, same)
  }
  return new Map(
    [...likely].map(([ref, persons]) => [
      ref,
      [...persons.values()].sort((a, b) => b.score.probability - a.score.probability),
    ]),
  )
}
