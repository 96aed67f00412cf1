import type { Tx } from '../../../platform/db/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { intersect } from '../search/intersect.ts'
import { type Candidate, candidateOf, rank } from '../search/rank.ts'
import { readQuery, type SearchWord } from '../search/read-query.ts'
import {
  countTokens,
  exactTokens,
  type FoundPerson,
  hitRows,
  personsByNumber,
  tokensBy,
  tokensInHouseholds,
} from '../store/search.ts'

/** Households that the rarest word of a query may bring; beyond them a query of common words only is cut off. */
const MOST_HOUSEHOLDS = 2000
/** A person has several tokens that begin with the same letters. */
const TOKENS_A_PERSON = 4

export interface SearchHitView {
  readonly personId: string
  readonly householdId: string
  readonly name: string
  readonly sex: 'male' | 'female' | null
  readonly birthYear: number | null
  readonly idNumberMasked: string | null
  readonly phoneMasked: string | null
  readonly address: string | null
  readonly orgName: string
  readonly headName: string
  readonly relation: string
  readonly matched: string
}

/** Finds persons in the caller's scope, best first; several words must all be true of a person (or its address). */
export async function searchPersons(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  input: { readonly q: string; readonly limit: number },
): Promise<{ hits: SearchHitView[]; more: boolean }> {
  const candidates = await findCandidates(tx, deps, input.q, input.limit + 1)
  const hits = await presentHits(tx, candidates.slice(0, input.limit))
  return { hits, more: candidates.length > input.limit }
}

/** The candidates of a query, best first, at most `limit`. */
export async function findCandidates(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  q: string,
  limit: number,
): Promise<Candidate[]> {
  const { whole, words } = readQuery(deps.keys, q)
  const [only] = words
  if (!only) return []
  if (words.length === 1) return (await byOneWord(tx, only, limit)).slice(0, limit)
  const joined = whole ? await byOneWord(tx, whole, limit) : []
  if (joined.length >= limit) return joined.slice(0, limit)
  const several = await byAllWords(tx, words)
  const known = new Set(joined.map((candidate) => candidate.personId))
  return [...joined, ...several.filter((candidate) => !known.has(candidate.personId))].slice(0, limit)
}

function isTokenWord(word: SearchWord): word is Extract<SearchWord, { by: 'tokens' | 'hashes' }> {
  return word.by === 'tokens' || word.by === 'hashes'
}

async function byOneWord(tx: Tx, word: SearchWord, limit: number): Promise<Candidate[]> {
  if (!isTokenWord(word)) {
    const persons = await personsByNumber(tx, word, limit)
    return persons.map((person) => ({
      personId: person.person_id,
      householdId: person.household_id,
      matched: word.by,
      exact: true,
    }))
  }
  const exact = rank(
    (await exactTokens(tx, word, limit * TOKENS_A_PERSON)).map((token) => candidateOf(token, true)),
  )
  if (exact.length >= limit || word.by === 'hashes') return exact
  const begun = await tokensBy(tx, word, limit * TOKENS_A_PERSON)
  return rank([...exact, ...begun.map((token) => candidateOf(token, token.token === word.prefix))])
}

async function byAllWords(tx: Tx, words: readonly SearchWord[]): Promise<Candidate[]> {
  const numbered = new Map<number, FoundPerson[]>()
  for (const [at, word] of words.entries()) {
    if (!isTokenWord(word)) numbered.set(at, await personsByNumber(tx, word, MOST_HOUSEHOLDS))
  }
  const tokenWords = words.filter(isTokenWord)
  const households = await rarestHouseholds(tx, tokenWords, [...numbered.values()])
  const tokens = await tokensInHouseholds(tx, households, tokenWords)
  return intersect(words, { tokens, numbered })
}

/** The households of the word that finds fewest: every hit lives in one of them. */
async function rarestHouseholds(
  tx: Tx,
  words: readonly Extract<SearchWord, { by: 'tokens' | 'hashes' }>[],
  numbered: readonly FoundPerson[][],
): Promise<string[]> {
  const [smallest] = [...numbered].sort((a, b) => a.length - b.length)
  if (smallest) return smallest.map((person) => person.household_id)
  const counts = await countTokens(tx, words, MOST_HOUSEHOLDS + 1)
  const least = counts.indexOf(Math.min(...counts))
  const word = words[least]
  if (!word) return []
  const tokens = await tokensBy(tx, word, MOST_HOUSEHOLDS)
  return [...new Set(tokens.map((token) => token.household_id))]
}

/** Candidates as the API shows them. Those that left the scope in between are absent. */
export async function presentHits(tx: Tx, candidates: readonly Candidate[]): Promise<SearchHitView[]> {
  if (candidates.length === 0) return []
  const rows = await hitRows(
    tx,
    candidates.map((candidate) => candidate.personId),
  )
  const units = await unitNames(
    tx,
    [...rows.values()].map((row) => row.org_path),
  )
  return candidates.flatMap(({ personId, matched }) => {
    const row = rows.get(personId)
    if (!row) return []
    return [
      {
        personId,
        householdId: row.household_id,
        name: row.name,
        sex: row.sex,
        birthYear: row.birth_date ? Number(row.birth_date.slice(0, 4)) : null,
        idNumberMasked: row.id_number_masked,
        phoneMasked: row.phone_masked,
        address: row.address,
        orgName: units.get(row.org_path) ?? '',
        headName: row.head_name,
        relation: row.relation ?? 'other',
        matched,
      },
    ]
  })
}
