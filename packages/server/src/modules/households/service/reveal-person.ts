import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { HouseholdDeps } from '../deps.ts'

/** Shows identity number and phone in clear, for a purpose that stands in the ledger and in the subject's access log. */
export async function revealPerson(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  input: { readonly id: string; readonly purpose: string },
): Promise<{ idNumber: string | null; phone: string | null }> {
  const [person] = await tx.query<{
    household_id: string
    org_path: string
    id_number: string | null
    phone: string | null
  }>('SELECT household_id, org_path, id_number, phone FROM person WHERE id = $1', [input.id])
  if (!person) throw new AppError('not_found')
  tx.ledger({
    action: 'person.reveal',
    objectKind: 'person',
    objectId: input.id,
    householdId: person.household_id,
    orgPath: person.org_path,
    data: { purpose: input.purpose },
  })
  const clear = (column: 'id_number' | 'phone') => {
    const stored = person[column]
    return stored ? deps.keys.decrypt({ table: 'person', column, rowId: input.id }, stored) : null
  }
  return { idNumber: clear('id_number'), phone: clear('phone') }
}
