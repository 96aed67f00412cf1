import type { FoundToken } from '../store/search.ts'

/** A person that a query found, and by what. */
export interface Candidate {
  readonly personId: string
  readonly householdId: string
  readonly matched: string
  readonly exact: boolean
}

const KINDS = [
  'household_no',
  'id_number',
  'phone',
  'name',
  'id_tail',
  'phone_tail',
  'pinyin',
  'initials',
  'address',
]

/** Lower is better: whole matches before beginnings, and numbers and names before sounds and addresses. */
function rankOf(candidate: Candidate): number {
  const kind = KINDS.indexOf(candidate.matched)
  return (candidate.exact ? 0 : KINDS.length) + (kind < 0 ? KINDS.length : kind)
}

export function candidateOf(token: FoundToken, exact: boolean): Candidate {
  return { personId: token.person_id, householdId: token.household_id, matched: token.kind, exact }
}

/** The best candidate of each person, best first; among equals the order of finding stays. */
export function rank(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const known = best.get(candidate.personId)
    if (!known || rankOf(candidate) < rankOf(known)) best.set(candidate.personId, candidate)
  }
  return [...best.values()].sort((a, b) => rankOf(a) - rankOf(b))
}
