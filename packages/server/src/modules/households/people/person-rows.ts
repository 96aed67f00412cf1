import { foldToken, namePinyin } from '@lastmile/domain'
import type { Keyring } from '../../../platform/crypto/index.ts'
import type { NewPersonRow } from '../store/persons.ts'
import type { CheckedPerson } from './read-identity.ts'

/** Where a new person lives, and where we have it from. */
export interface PersonPlace {
  readonly id: string
  readonly householdId: string
  readonly orgPath: string
  readonly source: string
}

/** The encrypted number, its blind index (hex) and its mask, for the columns of a row. */
export function sealedNumbers(
  keys: Keyring,
  personId: string,
  person: Pick<CheckedPerson, 'idNumber' | 'idNumberMasked' | 'phone' | 'phoneMasked'>,
) {
  const { idNumber, phone } = person
  return {
    id_number: idNumber && keys.encrypt({ table: 'person', column: 'id_number', rowId: personId }, idNumber),
    id_number_index: idNumber && keys.blindIndex('resident-id', idNumber).toString('hex'),
    id_number_masked: person.idNumberMasked,
    phone: phone && keys.encrypt({ table: 'person', column: 'phone', rowId: personId }, phone),
    phone_index: phone && keys.blindIndex('phone', phone).toString('hex'),
    phone_masked: person.phoneMasked,
  }
}

/** The row of a new person. */
export function personRow(keys: Keyring, place: PersonPlace, person: CheckedPerson): NewPersonRow {
  return {
    id: place.id,
    household_id: place.householdId,
    org_path: place.orgPath,
    name: person.name,
    name_pinyin: namePinyin(person.name),
    sex: person.sex,
    birth_date: person.birthDate,
    doc_type: person.idNumber ? 'resident_id' : 'none',
    doc_missing_reason: person.docMissingReason,
    ...sealedNumbers(keys, place.id, person),
    source: place.source,
  }
}

/** By what households are sorted by their head: the pinyin without spaces, so that 王 stands by W. */
export function sortKey(name: string): string {
  return foldToken(namePinyin(name))
}
