import type { Tx } from '../../../platform/db/index.ts'
import type { SearchWord } from '../search/read-query.ts'
import type { TokenRow } from '../search/tokens.ts'

/** A token that was found. */
export type FoundToken = Pick<TokenRow, 'token' | 'kind' | 'person_id' | 'household_id'>

type TokenWord = Extract<SearchWord, { by: 'tokens' | 'hashes' }>

const FOUND = 'token, kind, person_id, household_id'

/**
 * SQL for a word over `search_token`, with its values from `$first` on. Equality and prefix (`^@`) only: under
 * row-level security other operators do not reach an index.
 */
export function tokenCondition(word: TokenWord, first: number): { sql: string; values: unknown[] } {
  return word.by === 'hashes'
    ? { sql: `token = ANY ($${first}::text[])`, values: [word.hashes] }
    : {
        sql: `(token ^@ $${first} AND kind = ANY ($${first + 1}::text[]))`,
        values: [word.prefix, word.kinds],
      }
}

/** Tokens that are exactly the word. */
export async function exactTokens(tx: Tx, word: TokenWord, limit: number): Promise<FoundToken[]> {
  if (word.by === 'hashes') return tokensBy(tx, word, limit)
  return tx.query<FoundToken>(
    `SELECT ${FOUND} FROM search_token WHERE token = $1 AND kind = ANY ($2::text[]) LIMIT $3`,
    [word.prefix, word.kinds, limit],
  )
}

/** Tokens that the word asks for, in the order of the index. */
export async function tokensBy(tx: Tx, word: TokenWord, limit: number): Promise<FoundToken[]> {
  const { sql, values } = tokenCondition(word, 1)
  return tx.query<FoundToken>(
    `SELECT ${FOUND} FROM search_token WHERE ${sql} ORDER BY token, kind, person_id LIMIT $${values.length + 1}`,
    [...values, limit],
  )
}

/** How many tokens each word finds, counted no further than `most`. */
export async function countTokens(tx: Tx, words: readonly TokenWord[], most: number): Promise<number[]> {
  const values: unknown[] = []
  const counts = words.map((word, i) => {
    const condition = tokenCondition(word, values.length + 1)
    values.push(...condition.values)
    return `(SELECT count(*)::int FROM (SELECT 1 FROM search_token WHERE ${condition.sql} LIMIT ${most}) t${i}) AS c${i}`
  })
  if (counts.length === 0) return []
  const [row] = await tx.query<Record<string, number>>(`SELECT ${counts.join(', ')}`, values)
  return words.map((_, i) => row?.[`c${i}`] ?? 0)
}

/** The tokens of some households that any of the words asks for. */
export async function tokensInHouseholds(
  tx: Tx,
  householdIds: readonly string[],
  words: readonly TokenWord[],
): Promise<FoundToken[]> {
  if (words.length === 0 || householdIds.length === 0) return []
  const values: unknown[] = [householdIds]
  const conditions = words.map((word) => {
    const condition = tokenCondition(word, values.length + 1)
    values.push(...condition.values)
    return condition.sql
  })
  return tx.query<FoundToken>(
    `SELECT ${FOUND} FROM search_token WHERE household_id = ANY ($1::uuid[]) AND (${conditions.join(' OR ')})`,
    values,
  )
}

/** A person with its household, however found. */
export interface FoundPerson {
  readonly person_id: string
  readonly household_id: string
}

/** Persons by a whole number, or the head of a household by the household's number. */
export async function personsByNumber(
  tx: Tx,
  word: Exclude<SearchWord, TokenWord>,
  limit: number,
): Promise<FoundPerson[]> {
  switch (word.by) {
    case 'id_number':
      return tx.query(
        'SELECT id AS person_id, household_id FROM person WHERE id_number_index = $1 LIMIT $2',
        [word.index, limit],
      )
    case 'phone':
      return tx.query('SELECT id AS person_id, household_id FROM person WHERE phone_index = $1 LIMIT $2', [
        word.index,
        limit,
      ])
    case 'household_no':
      return tx.query(
        'SELECT head_person_id AS person_id, id AS household_id FROM household WHERE no = $1 AND head_person_id IS NOT NULL',
        [word.no],
      )
  }
}

/** What a hit shows of a person. */
export interface HitRow {
  readonly person_id: string
  readonly household_id: string
  readonly org_path: string
  readonly name: string
  readonly sex: 'male' | 'female' | null
  readonly birth_date: string | null
  readonly id_number_masked: string | null
  readonly phone_masked: string | null
  readonly address: string | null
  readonly head_name: string
  readonly relation: string | null
}

/** Persons as hits, by id. */
export async function hitRows(tx: Tx, personIds: readonly string[]): Promise<Map<string, HitRow>> {
  const rows = await tx.query<HitRow>(
    `SELECT p.id AS person_id, p.household_id, h.org_path, p.name, p.sex, p.birth_date, p.id_number_masked, p.phone_masked,
       h.address, h.head_name, m.relation
     FROM person p JOIN household h ON h.id = p.household_id
     LEFT JOIN LATERAL (SELECT relation FROM membership m WHERE m.person_id = p.id
       ORDER BY (m.to_date IS NOT NULL), m.from_date DESC LIMIT 1) m ON true
     WHERE p.id = ANY ($1::uuid[])`,
    [personIds],
  )
  return new Map(rows.map((row) => [row.person_id, row]))
}
