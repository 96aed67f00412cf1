import { foldToken } from '@lastmile/domain'
import type { Keyring } from '../../../platform/crypto/index.ts'
import { constantTimeEqual } from '../../../platform/crypto/index.ts'

const MINUTES = 30

/** Who was searched for, by whom. */
export interface Searched {
  readonly userId: string
  readonly name: string
  /** Canonical number, or null. */
  readonly idNumber: string | null
}

function mac(keys: Keyring, searched: Searched, issuedAt: number): string {
  const text = [searched.userId, foldToken(searched.name), searched.idNumber ?? '', issuedAt].join('|')
  return keys.blindIndex('search-proof', text).toString('base64url')
}

/** A token that proves that this account searched for this person just now. Nothing is stored. */
export function issueSearchProof(keys: Keyring, searched: Searched, now: Date): string {
  return `${now.getTime()}.${mac(keys, searched, now.getTime())}`
}

/** Whether a token proves the search, not longer than half an hour ago. */
export function provesSearch(keys: Keyring, token: string, searched: Searched, now: Date): boolean {
  const [issued, proof] = token.split('.')
  const issuedAt = Number(issued)
  if (!proof || !Number.isSafeInteger(issuedAt)) return false
  const age = now.getTime() - issuedAt
  return age >= 0 && age <= MINUTES * 60_000 && constantTimeEqual(proof, mac(keys, searched, issuedAt))
}
