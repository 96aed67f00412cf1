import type { FoundPerson, FoundToken } from '../store/search.ts'
import { type Candidate, rank } from './rank.ts'
import { type SearchWord, tokenMatches } from './read-query.ts'

/** What is known of the words in some households. */
export interface Evidence {
  /** Tokens of the households that any word asks for. */
  readonly tokens: readonly FoundToken[]
  /** Persons found by a word that is a whole number, by the place of the word. */
  readonly numbered: ReadonlyMap<number, readonly FoundPerson[]>
}

interface Finding {
  readonly personId: string
  readonly matched: string
  readonly exact: boolean
  /** An address or a household number counts for everybody of the household. */
  readonly ofHousehold: boolean
}

function findingsOf(word: SearchWord, at: number, evidence: Evidence): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>()
  const add = (householdId: string, finding: Finding) => {
    found.set(householdId, [...(found.get(householdId) ?? []), finding])
  }
  for (const person of evidence.numbered.get(at) ?? []) {
    add(person.household_id, {
      personId: person.person_id,
      matched: word.by,
      exact: true,
      ofHousehold: word.by === 'household_no',
    })
  }
  for (const token of evidence.tokens) {
    if (!tokenMatches(word, token)) continue
    add(token.household_id, {
      personId: token.person_id,
      matched: token.kind,
      exact: word.by === 'hashes' || (word.by === 'tokens' && token.token === word.prefix),
      ofHousehold: token.kind === 'address',
    })
  }
  return found
}

/**
 * The persons for whom every word is true: of themselves (name, sound, number), or of their household (address).
 * When all words are of the household, its head stands for it.
 */
export function intersect(words: readonly SearchWord[], evidence: Evidence): Candidate[] {
  const perWord = words.map((word, at) => findingsOf(word, at, evidence))
  const [first] = perWord
  const candidates: Candidate[] = []
  for (const householdId of first?.keys() ?? []) {
    const findings = perWord.map((found) => found.get(householdId) ?? [])
    if (findings.some((list) => list.length === 0)) continue
    const persons = new Set(findings.flat().map((finding) => finding.personId))
    for (const personId of persons) {
      const own = findings.map((list) =>
        list.find((finding) => finding.personId === personId && !finding.ofHousehold),
      )
      const covered = findings.every(
        (list, at) => own[at] !== undefined || list.some((finding) => finding.ofHousehold),
      )
      const personal = own.filter((finding) => finding !== undefined)
      const isHead = findings.every((list) =>
        list.some((finding) => finding.ofHousehold && finding.personId === personId),
      )
      if (!covered || (personal.length === 0 && !isHead)) continue
      candidates.push({
        personId,
        householdId,
        matched: personal[0]?.matched ?? findings[0]?.[0]?.matched ?? 'address',
        exact: personal.length === words.length && personal.every((finding) => finding.exact),
      })
    }
  }
  return rank(candidates)
}
