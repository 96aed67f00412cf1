import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { HouseholdDeps } from '../deps.ts'

/**
 * Refuses a person whose number somebody in the caller's scope has already. Holds the number until the transaction
 * ends, so that two who create the same person at once do not both succeed.
 */
export async function refuseKnownNumber(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  idNumber: string | null,
): Promise<void> {
  if (!idNumber) return
  const index = deps.keys.blindIndex('resident-id', idNumber)
  await tx.query('SELECT pg_advisory_xact_lock($1)', [index.readInt32BE(0)])
  const [known] = await tx.query<{ no: string }>(
    `SELECT h.no FROM person p JOIN household h ON h.id = p.household_id WHERE p.id_number_index = $1 LIMIT 1`,
    [index],
  )
  if (known) throw new AppError('person_known', { no: known.no })
}

/** The streets, outside what the caller sees, where a number is on record: the unit to ask, nothing more. */
export async function streetsElsewhere(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'keys'>,
  idNumber: string,
): Promise<{ streetName: string }[]> {
  const index = deps.keys.blindIndex('resident-id', idNumber)
  const rows = await tx.query<{ street_path: string; street_name: string }>(
    'SELECT street_path, street_name FROM app.known_elsewhere($1)',
    [index],
  )
  const visible = await tx.query<{ org_path: string }>(
    'SELECT org_path FROM person WHERE id_number_index = $1',
    [index],
  )
  return rows
    .filter((street) => !visible.some((person) => person.org_path.startsWith(street.street_path)))
    .map((street) => ({ streetName: street.street_name }))
}
