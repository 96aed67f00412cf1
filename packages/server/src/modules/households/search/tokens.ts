import { foldToken, nameTokens } from '@lastmile/domain'
import type { Keyring } from '../../../platform/crypto/index.ts'

/** A row of `search_token`, to be written. */
export interface TokenRow {
  readonly token: string
  readonly kind: 'name' | 'pinyin' | 'initials' | 'id_tail' | 'phone_tail' | 'address'
  readonly person_id: string
  readonly household_id: string
  readonly org_path: string
}

/** Twelve bytes of a keyed hash tell any two of some million values apart. */
const HASH_HEX = 24
const TAIL = 4
const LONGEST = 40
const MOST_ADDRESS_TOKENS = 6

/** Parts of an address end at a unit, a road, a lane, a number. */
const ADDRESS_PART =
  /[^省市区县镇乡街道村路弄巷号楼幢栋室]+(?:街道|[省市区县镇乡街道村路弄巷号楼幢栋室])|[^省市区县镇乡街道村路弄巷号楼幢栋室]+$/g

/** The keyed hash of the last four characters of an identity number. */
export function idTailToken(keys: Keyring, tail: string): string {
  return keys.blindIndex('id-tail', tail.toUpperCase()).toString('hex').slice(0, HASH_HEX)
}

/** The keyed hash of the last four digits of a phone. */
export function phoneTailToken(keys: Keyring, tail: string): string {
  return keys.blindIndex('phone-tail', tail).toString('hex').slice(0, HASH_HEX)
}

/** What an address is found by: itself and its endings from each named part on, so that a road or a village finds it. */
export function addressTokens(address: string): string[] {
  const folded = foldToken(address)
  const tokens = new Set<string>()
  for (const part of folded.matchAll(ADDRESS_PART)) {
    if (tokens.size === MOST_ADDRESS_TOKENS) break
    const token = folded.slice(part.index).slice(0, LONGEST)
    // A lane or room number alone finds nothing useful, and would stand in every third address.
    if (token.length > 1 && !/^\d/.test(token)) tokens.add(token)
  }
  if (tokens.size === 0 && folded !== '') tokens.add(folded.slice(0, LONGEST))
  return [...tokens]
}

/** Whose tokens they are, and where the row lives. */
export interface TokenPlace {
  readonly personId: string
  readonly householdId: string
  readonly orgPath: string
}

function rows(place: TokenPlace, kind: TokenRow['kind'], tokens: readonly string[]): TokenRow[] {
  return tokens.map((token) => ({
    token,
    kind,
    person_id: place.personId,
    household_id: place.householdId,
    org_path: place.orgPath,
  }))
}

/** What follows the dots of a compound name: 阿依古丽·买买提 is looked for as 买买提 too. */
function laterParts(name: string): string[] {
  return name.split(/[·•.\s]+/).slice(1)
}

/** The tokens of a person: name, pinyin, initials, and the keyed tails of its numbers. */
export function personTokens(
  keys: Keyring,
  place: TokenPlace,
  person: { readonly name: string; readonly idNumber: string | null; readonly phone: string | null },
): TokenRow[] {
  const names = [person.name, ...laterParts(person.name)]
    .flatMap(nameTokens)
    .flatMap(({ kind, token }) => rows(place, kind, [token.slice(0, LONGEST)]))
  return [...names, ...numberTokens(keys, place, person)]
}

/** The tokens of a person's numbers alone, for numbers that become known later. */
export function numberTokens(
  keys: Keyring,
  place: TokenPlace,
  person: { readonly idNumber: string | null; readonly phone: string | null },
): TokenRow[] {
  return [
    ...(person.idNumber ? rows(place, 'id_tail', [idTailToken(keys, person.idNumber.slice(-TAIL))]) : []),
    ...(person.phone ? rows(place, 'phone_tail', [phoneTailToken(keys, person.phone.slice(-TAIL))]) : []),
  ]
}

/** The tokens of a household's address; they hang on its head. */
export function addressRows(place: TokenPlace, address: string | null): TokenRow[] {
  return address ? rows(place, 'address', addressTokens(address)) : []
}
