import { AppError } from '../../../platform/errors/index.ts'
import { type CheckedPerson, readIdentity } from '../people/read-identity.ts'
import type { PersonRecord } from '../store/persons.ts'
import type { ImportHousehold, ImportMember } from './types.ts'

/** A member of the input with where it lives. */
export interface PlannedMember {
  readonly input: ImportMember
  readonly checked: CheckedPerson
  readonly personId: string
  readonly householdId: string
  readonly orgPath: string
  readonly isNew: boolean
  readonly relation: ImportMember['relation']
  /** The person as it is on record, when known. */
  readonly known: PersonRecord | null
}

export interface PlannedHousehold {
  readonly input: ImportHousehold
  readonly householdId: string
  readonly orgPath: string
  readonly isNew: boolean
  readonly members: readonly PlannedMember[]
  readonly head: PlannedMember | null
}

/** What is on record of the households and persons that the input names. */
export interface OnRecord {
  readonly households: ReadonlyMap<string, { readonly id: string; readonly org_path: string }>
  readonly persons: ReadonlyMap<string, PersonRecord>
}

/** Resolves the input against what is on record. Throws when it names a household or person that is not visible. */
export function planHousehold(input: ImportHousehold, onRecord: OnRecord, today: string): PlannedHousehold {
  const known = input.householdId === null ? null : onRecord.households.get(input.householdId)
  if (known === undefined) throw new AppError('not_found')
  const isNew = known === null
  const place = known
    ? { householdId: known.id, orgPath: known.org_path }
    : { householdId: input.newHouseholdId, orgPath: input.orgPath }
  const headAt = isNew
    ? Math.max(
        0,
        input.members.findIndex((member) => member.relation === 'head'),
      )
    : -1
  const members = input.members.map((member, index): PlannedMember => {
    const person = member.personId === null ? null : onRecord.persons.get(member.personId)
    if (person === undefined) throw new AppError('not_found')
    return {
      input: member,
      checked: readIdentity(member, today),
      personId: person?.id ?? member.newPersonId,
      // A known person's statements belong where the person lives, even when the row was filed elsewhere.
      householdId: person?.household_id ?? place.householdId,
      orgPath: person?.org_path ?? place.orgPath,
      isNew: person === null,
      relation: index === headAt ? 'head' : member.relation,
      known: person,
    }
  })
  const head = members[headAt] ?? null
  if (isNew && !head) throw new AppError('input_invalid', { fields: 'members' })
  return { input, ...place, isNew, members, head }
}

/** What of a known person's blanks the row can fill, or null. */
export function blanksToFill(member: PlannedMember): CheckedPerson | null {
  const { known, checked } = member
  if (!known) return null
  const idNumber = known.has_number ? null : checked.idNumber
  const phone = known.has_phone ? null : checked.phone
  const takesBirth = idNumber !== null || (!known.has_number && known.birth_date === null)
  const takesSex = idNumber !== null || (!known.has_number && known.sex === null)
  const birthDate = takesBirth ? checked.birthDate : null
  const sex = takesSex ? checked.sex : null
  if (idNumber === null && phone === null && birthDate === null && sex === null) return null
  return {
    ...checked,
    idNumber,
    idNumberMasked: idNumber && checked.idNumberMasked,
    phone,
    phoneMasked: phone && checked.phoneMasked,
    birthDate,
    sex,
  }
}

/** Whether a fact of the row is one that the person's number already settles. */
export function isSettledByNumber(member: PlannedMember, fact: string): boolean {
  const hasNumber = member.known?.has_number || member.checked.idNumber !== null
  return hasNumber === true && (fact === 'birth_date' || fact === 'sex')
}
