import { legalDateAt, maskPhone, maskResidentId, parseResidentId, type ResidentId } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { observedFact } from '../facts/check-value.ts'
import { sealedNumbers } from '../people/person-rows.ts'
import { numberTokens, type TokenRow } from '../search/tokens.ts'
import { fillBlanks } from '../store/persons.ts'
import { writeWide } from '../store/write-wide.ts'
import type { SideRow } from './store.ts'

/** What the standing record was without: never the number itself, which stays sealed in the rows of persons. */
export interface CarriedShot {
  readonly idNumber: boolean
  readonly phone: boolean
  readonly before: {
    readonly sex: 'male' | 'female' | null
    readonly birth_date: string | null
    readonly doc_type: string
    readonly doc_missing_reason: string | null
  }
}

interface NumbersRow {
  readonly id: string
  readonly id_number: string | null
  readonly phone: string | null
  readonly sex: 'male' | 'female' | null
  readonly birth_date: string | null
  readonly doc_type: string
  readonly doc_missing_reason: string | null
}

export interface Carried {
  readonly shot: CarriedShot
  readonly tokens: readonly TokenRow[]
  readonly id: ResidentId | null
}

/**
 * Gives the standing record the number and the phone of the other one where it has none: sealed anew for its own row,
 * with their blind indexes and what a search finds them by. Null when there is nothing to carry.
 */
export async function carryNumbers(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  kept: SideRow,
  gone: SideRow,
): Promise<Carried | null> {
  const rows = await tx.query<NumbersRow>(
    `SELECT id, id_number, phone, sex, birth_date::text, doc_type, doc_missing_reason FROM person WHERE id = ANY ($1::uuid[])`,
    [[kept.id, gone.id]],
  )
  const [mine, other] = [kept.id, gone.id].map((id) => rows.find((row) => row.id === id))
  if (!mine || !other) return null
  const open = (column: 'id_number' | 'phone'): string | null => {
    const sealed = other[column]
    if (mine[column] !== null || sealed === null) return null
    return deps.keys.decrypt({ table: 'person', column, rowId: other.id }, sealed)
  }
  const [idNumber, phone] = [open('id_number'), open('phone')]
  if (idNumber === null && phone === null) return null
  const parsed = idNumber === null ? null : parseResidentId(idNumber, legalDateAt(tx.now))
  const id = parsed?.ok ? parsed.id : null
  await fillBlanks(tx, [
    {
      id: kept.id,
      sex: id?.sex ?? (idNumber === null ? null : other.sex),
      birth_date: id?.birthDate ?? (idNumber === null ? null : other.birth_date),
      ...sealedNumbers(deps.keys, kept.id, {
        ...{ idNumber, idNumberMasked: idNumber && maskResidentId(idNumber) },
        ...{ phone, phoneMasked: phone && maskPhone(phone) },
      }),
    },
  ])
  const { sex, birth_date, doc_type, doc_missing_reason } = mine
  const place = { personId: kept.id, householdId: kept.household_id, orgPath: kept.org_path }
  return {
    shot: {
      ...{ idNumber: idNumber !== null, phone: phone !== null },
      before: { sex, birth_date, doc_type, doc_missing_reason },
    },
    tokens: numberTokens(deps.keys, place, { idNumber, phone }),
    id,
  }
}

/** What a number says of birth and sex goes before what anybody stated, as everywhere. */
export async function settleByNumber(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts'>,
  kept: SideRow,
  { birthDate, sex }: ResidentId,
): Promise<void> {
  await writeWide(tx, [
    {
      ...{ entity: 'person', entityId: kept.id, householdId: kept.household_id, orgPath: kept.org_path },
      values: new Map([
        [observedFact(deps.facts, 'person', 'birth_date'), birthDate],
        [observedFact(deps.facts, 'person', 'sex'), sex],
      ]),
    },
  ])
}

/** Takes carried numbers back, unless the record has got others since. */
export async function giveNumbersBack(
  tx: Tx,
  { kept_id: keptId, gone_id: goneId }: { readonly kept_id: string; readonly gone_id: string },
  carried: CarriedShot | undefined,
): Promise<void> {
  if (carried?.phone) {
    await tx.execute(
      `UPDATE person p SET phone = NULL, phone_index = NULL, phone_masked = NULL, updated_at = $3, version = p.version + 1
       FROM person g WHERE p.id = $1 AND g.id = $2 AND p.phone_index = g.phone_index`,
      [keptId, goneId, tx.now],
    )
  }
  if (!carried?.idNumber) return
  const { sex, birth_date, doc_type, doc_missing_reason } = carried.before
  await tx.execute(
    `UPDATE person p SET id_number = NULL, id_number_index = NULL, id_number_masked = NULL, sex = $4, birth_date = $5,
       doc_type = $6, doc_missing_reason = $7, updated_at = $3, version = p.version + 1
     FROM person g WHERE p.id = $1 AND g.id = $2 AND p.id_number_index = g.id_number_index`,
    [keptId, goneId, tx.now, sex, birth_date, doc_type, doc_missing_reason],
  )
}
