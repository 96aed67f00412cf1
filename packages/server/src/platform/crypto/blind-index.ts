import { createHmac, type KeyObject } from 'node:crypto'

/** What a blind index is made of; the kind keeps equal values of different fields apart. */
export type IndexedKind = 'resident-id' | 'phone' | 'id-tail' | 'phone-tail' | 'login' | 'search-proof'

/**
 * Keyed hash by which an encrypted value is found: HMAC-SHA256(key, kind + ":v1:" + canonical value). The value
 * must be canonical already (an identity number in upper case, a phone in E.164).
 */
export function blindIndex(key: KeyObject, kind: IndexedKind, canonical: string): Buffer {
  return createHmac('sha256', key).update(`${kind}:v1:${canonical}`).digest()
}
