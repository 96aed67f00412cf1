import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { readIdentity } from '../people/read-identity.ts'
import { issueSearchProof } from '../people/search-proof.ts'
import type { Candidate } from '../search/rank.ts'
import { personsByNumber } from '../store/search.ts'
import { streetsElsewhere } from './known-number.ts'
import { findCandidates, presentHits, type SearchHitView } from './search-persons.ts'

const MOST = 10

/**
 * The search before a person is created: those in scope who may be the same (by number, phone, name with birth
 * year), and, when the number is on record outside, the street to ask and nothing more. The token proves the search.
 */
export async function checkPerson(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  input: {
    readonly name: string
    readonly idNumber?: string | undefined
    readonly birthDate?: string | undefined
    readonly phone?: string | undefined
  },
): Promise<{ matches: SearchHitView[]; knownElsewhere: { streetName: string }[]; token: string }> {
  const person = readIdentity(input, legalDateAt(tx.now))
  const found: Candidate[] = []
  const byNumber = async (by: 'id_number' | 'phone', index: Buffer) => {
    for (const row of await personsByNumber(tx, { by, index }, MOST))
      found.push({ personId: row.person_id, householdId: row.household_id, matched: by, exact: true })
  }
  if (person.idNumber) await byNumber('id_number', deps.keys.blindIndex('resident-id', person.idNumber))
  if (person.phone) await byNumber('phone', deps.keys.blindIndex('phone', person.phone))
  found.push(...(await findCandidates(tx, deps, person.name, MOST)))
  const seen = new Set<string>()
  const hits = await presentHits(
    tx,
    found.filter(({ personId }) => !seen.has(personId) && seen.add(personId)),
  )
  const birthYear = person.birthDate ? Number(person.birthDate.slice(0, 4)) : null
  const matches = hits.filter((hit) => mayBeSame(hit, birthYear)).slice(0, MOST)
  const knownElsewhere = person.idNumber ? await streetsElsewhere(tx, deps, person.idNumber) : []
  tx.ledger({
    action: 'household.check',
    objectKind: 'person',
    objectId: 'search',
    orgPath: tx.actor.orgPath,
    data: {
      matches: matches.length,
      knownElsewhere: knownElsewhere.length,
      byNumber: Boolean(person.idNumber),
    },
  })
  const searched = { userId: tx.actor.userId, name: person.name, idNumber: person.idNumber }
  return { matches, knownElsewhere, token: issueSearchProof(deps.keys, searched, tx.now) }
}

/** A namesake born in quite another year is somebody else; an unknown year may be anybody's. */
function mayBeSame(hit: SearchHitView, birthYear: number | null): boolean {
  if (hit.matched === 'id_number' || hit.matched === 'phone') return true
  return birthYear === null || hit.birthYear === null || Math.abs(hit.birthYear - birthYear) <= 1
}
