import { newIdAt } from '@lastmile/domain'
import { compareRecords, type LinkModel, type LinkRecord, scorePair } from '@lastmile/domain/linkage'
import type { Tx } from '../../../platform/db/index.ts'
import { soundOf } from './sound.ts'
import {
  fillSounds,
  insertPairs,
  type NewPairRow,
  nameShares,
  type PairRow,
  pairsOf,
  unsounded,
} from './store.ts'

/** Ways in which two records come to be compared, as conditions over persons a and b; see `blockKeys` of domain. */
const WAYS = [
  'a.id_number_index = b.id_number_index',
  `a.link_sound = b.link_sound AND date_part('year', a.birth_date) = date_part('year', b.birth_date)`,
  `a.birth_date = b.birth_date AND a.sex = b.sex AND split_part(a.link_sound, ' ', 1) = split_part(b.link_sound, ' ', 1)`,
  'a.phone_index = b.phone_index AND a.link_sound = b.link_sound',
  'a.link_sound = b.link_sound AND a.link_digits = b.link_digits',
] as const

/** Shares of the population that one step looks at. */
export const SLICES = 8
export const LINK_STEPS = WAYS.length * SLICES
/** Persons whose sound is worked out in one step. */
const SOUNDED = 2000

function recordOf(row: PairRow, side: 'a' | 'b'): LinkRecord {
  const number = row[`${side}_number`]
  return {
    id: row[`${side}_id`],
    name: row[`${side}_name`],
    pinyin: row[`${side}_pinyin`],
    birthDate: row[`${side}_birth`],
    sex: row[`${side}_sex`],
    number,
    sequence: number === null ? null : (row[`${side}_masked`]?.slice(-4, -1) ?? null),
    phone: row[`${side}_phone`],
    place: row[`${side}_org`],
    address: row[`${side}_address`],
  }
}

/** The unit that two lie in. */
export function commonUnit(a: string, b: string): string {
  const [x, y] = [a.split('/'), b.split('/')]
  let same = 0
  while (same < x.length - 1 && same < y.length - 1 && x[same] === y[same]) same += 1
  return x
    .slice(0, same)
    .map((part) => `${part}/`)
    .join('')
}

/** Works out by what sound some persons are compared; gives how many there were. */
export async function soundPersons(tx: Tx): Promise<number> {
  const rows = await unsounded(tx, SOUNDED)
  await fillSounds(
    tx,
    rows.map(({ id, name_pinyin, birth_date }) => ({
      id,
      ...soundOf(name_pinyin, birth_date),
    })),
  )
  return rows.length
}

/**
 * One step of looking for records of one person: compares the candidates of one way in one slice, and keeps those that are
 * worth asking about. A pair that was decided is not asked about again.
 * @returns how many were compared and found.
 */
export async function findPairs(
  tx: Tx,
  model: LinkModel,
  step: number,
): Promise<{ readonly compared: number; readonly found: number }> {
  const way = WAYS[Math.floor(step / SLICES)]
  if (way === undefined) throw new RangeError(`there is no step ${step}`)
  const found: NewPairRow[] = []
  let compared = 0
  for await (const rows of pairsOf(tx, way, { slice: step % SLICES, of: SLICES })) {
    const shares = await nameShares(
      tx,
      rows.flatMap((row) => (row.a_name === row.b_name ? [row.a_name] : [])),
    )
    for (const row of rows) {
      compared += 1
      const [a, b] = [recordOf(row, 'a'), recordOf(row, 'b')]
      const score = scorePair(model, compareRecords(a, b), shares.get(a.name) ?? null)
      if (score.decision === 'none') continue
      found.push({
        id: newIdAt(tx.now),
        one_id: a.id,
        other_id: b.id,
        org_path: commonUnit(row.a_org, row.b_org),
        bits: score.bits,
        probability: score.probability,
        certain: score.decision === 'automatic',
        parts: score.parts,
      })
    }
  }
  return { compared, found: await insertPairs(tx, found) }
}
