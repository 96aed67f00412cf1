import type { FieldWeight } from '@lastmile/domain/linkage'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'

/** Two persons beside each other, as a comparison needs them. Numbers and phones are blind indexes. */
export type PairRow = Readonly<Record<`${'a' | 'b'}_${'id' | 'name' | 'pinyin' | 'org'}`, string>> &
  Readonly<Record<`${'a' | 'b'}_${'birth' | 'number' | 'masked' | 'phone' | 'address'}`, string | null>> &
  Readonly<Record<`${'a' | 'b'}_sex`, 'male' | 'female' | null>>

const SIDE = (side: 'a' | 'b'): string =>
  `${side}.id AS ${side}_id, ${side}.name AS ${side}_name, ${side}.name_pinyin AS ${side}_pinyin, ${side}.org_path AS ${side}_org,
   ${side}.birth_date::text AS ${side}_birth, ${side}.sex AS ${side}_sex, encode(${side}.id_number_index, 'hex') AS ${side}_number,
   ${side}.id_number_masked AS ${side}_masked, encode(${side}.phone_index, 'hex') AS ${side}_phone, h${side}.address AS ${side}_address`

const FETCHED = 5000

/** Candidate pairs of one way, in parts; read by a cursor, so that their number does not matter. */
export async function* pairsOf(
  tx: Tx,
  way: string,
  { slice, of }: { readonly slice: number; readonly of: number },
): AsyncGenerator<PairRow[]> {
  await tx.execute(
    `DECLARE pairs NO SCROLL CURSOR FOR
     SELECT ${SIDE('a')}, ${SIDE('b')} FROM person a JOIN person b ON ${way} AND a.id < b.id
     JOIN household ha ON ha.id = a.household_id JOIN household hb ON hb.id = b.household_id
     WHERE a.merged_into IS NULL AND b.merged_into IS NULL AND abs(hashtext(a.id::text)) % ${of} = ${slice}
       AND NOT EXISTS (SELECT 1 FROM link_pair l WHERE l.one_id = a.id AND l.other_id = b.id)`,
  )
  for (;;) {
    const rows = await tx.query<PairRow>(`FETCH ${FETCHED} FROM pairs`)
    if (rows.length === 0) break
    yield rows
  }
  await tx.execute('CLOSE pairs')
}

/**
 * SQL: how many persons there are. Of many an estimate by the size of the table, as the planner makes it: a list that is being
 * imported asks for each thousand rows, long before the table is analysed (16 persons a block until then).
 */
const PERSONS = `(SELECT CASE WHEN e.persons > 50000 THEN e.persons ELSE (SELECT count(*) FROM person) END
  FROM (SELECT pg_relation_size(c.oid) / current_setting('block_size')::int
    * CASE WHEN c.reltuples > 0 AND c.relpages > 0 THEN c.reltuples / c.relpages ELSE 16 END AS persons
    FROM pg_class c WHERE c.oid = 'person'::regclass) e)`

/** Share of all persons who bear each of some names; of many persons the database's own estimate of their number is enough. */
export async function nameShares(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (names.length === 0) return new Map()
  const rows = await tx.query<{ name: string; share: number }>(
    `SELECT t.token AS name, count(DISTINCT t.person_id)::float8 / greatest(1, ${PERSONS}) AS share
     FROM search_token t WHERE t.kind = 'name' AND t.token = ANY ($1::text[]) GROUP BY t.token`,
    [[...new Set(names)]],
  )
  return new Map(rows.map(({ name, share }) => [name, share]))
}

export async function unsounded(
  tx: Tx,
  limit: number,
): Promise<{ id: string; name_pinyin: string; birth_date: string | null }[]> {
  return tx.query(
    'SELECT id, name_pinyin, birth_date::text FROM person WHERE link_sound IS NULL ORDER BY id LIMIT $1',
    [limit],
  )
}

export async function fillSounds(
  tx: Tx,
  rows: readonly { readonly id: string; readonly sound: string; readonly digits: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(
    `UPDATE person p SET link_sound = r.sound, link_digits = r.digits
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, sound text, digits text) WHERE p.id = r.id`,
    [JSON.stringify(rows)],
  )
}

/** A row of `link_pair`, to be written. */
export interface NewPairRow {
  readonly id: string
  readonly one_id: string
  readonly other_id: string
  readonly org_path: string
  readonly bits: number
  readonly probability: number
  readonly certain: boolean
  readonly parts: readonly FieldWeight[]
}

/** Keeps pairs that are not known yet; gives how many were new. */
export async function insertPairs(tx: Tx, rows: readonly NewPairRow[]): Promise<number> {
  if (rows.length === 0) return 0
  return tx.execute(
    `INSERT INTO link_pair (id, one_id, other_id, org_path, bits, probability, certain, parts, found_at)
     SELECT id, one_id, other_id, org_path, bits, probability, certain, parts, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, one_id uuid, other_id uuid, org_path text, bits real,
       probability real, certain boolean, parts jsonb)
     ON CONFLICT (one_id, other_id) DO NOTHING`,
    [JSON.stringify(rows), tx.now],
  )
}

/** A row of `link_pair`. */
export interface StoredPair {
  readonly id: string
  readonly one_id: string
  readonly other_id: string
  readonly org_path: string
  readonly probability: number
  readonly certain: boolean
  readonly parts: readonly FieldWeight[]
  readonly state: 'open' | 'merged' | 'refused'
  readonly found_at: Date
  readonly version: number
}

/** SQL: both records of a pair stand for themselves. */
const STANDING = `NOT EXISTS (SELECT 1 FROM person p WHERE p.id IN (l.one_id, l.other_id) AND p.merged_into IS NOT NULL)`

const PAIR = 'id, one_id, other_id, org_path, probability, certain, parts, state, found_at, version'

export async function lockPair(tx: Tx, id: string, version: number): Promise<StoredPair> {
  const [pair] = await tx.query<StoredPair>(`SELECT ${PAIR} FROM link_pair WHERE id = $1 FOR UPDATE`, [id])
  if (!pair) throw new AppError('not_found')
  if (pair.version !== version) throw new AppError('version_conflict')
  if (pair.state !== 'open')
    throw new AppError('action_not_possible', { state: pair.state, action: 'decide' })
  return pair
}

export async function openPairs(
  tx: Tx,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ pairs: StoredPair[]; total: number }> {
  const pairs = await tx.query<StoredPair>(
    `SELECT ${PAIR} FROM link_pair l WHERE state = 'open' AND ${STANDING} ORDER BY probability DESC, bits DESC, id LIMIT $1 OFFSET $2`,
    [page.limit, page.offset],
  )
  const [count] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM link_pair l WHERE state = 'open' AND ${STANDING}`,
  )
  return { pairs, total: count?.n ?? 0 }
}

export async function decidePair(
  tx: Tx,
  id: string,
  state: 'merged' | 'refused',
  reason: string | null,
): Promise<void> {
  await tx.execute(
    `UPDATE link_pair SET state = $2, reason = $3, decided_by = $4, decided_at = $5, version = version + 1 WHERE id = $1`,
    [id, state, reason, tx.actor.userId || null, tx.now],
  )
}

/** One record of a pair as people see it. */
export interface SideRow {
  readonly id: string
  readonly household_id: string
  readonly org_path: string
  readonly head_name: string
  readonly name: string
  readonly sex: 'male' | 'female' | null
  readonly birth_date: string | null
  readonly id_number_masked: string | null
  readonly phone_masked: string | null
  readonly address: string | null
  readonly relation: string | null
  readonly facts: number
  readonly created_at: Date
  readonly merged_into: string | null
}

export async function sidesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, SideRow>> {
  const rows = await tx.query<SideRow>(
    `SELECT p.id, p.household_id, p.org_path, h.head_name, p.name, p.sex, p.birth_date::text, p.id_number_masked, p.phone_masked,
       h.address, (SELECT m.relation FROM membership m WHERE m.person_id = p.id ORDER BY (m.to_date IS NOT NULL), m.from_date DESC LIMIT 1) AS relation,
       (SELECT count(*)::int FROM fact f WHERE f.entity_id = p.id AND f.withdrawn_at IS NULL) AS facts, p.created_at, p.merged_into
     FROM person p JOIN household h ON h.id = p.household_id WHERE p.id = ANY ($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
