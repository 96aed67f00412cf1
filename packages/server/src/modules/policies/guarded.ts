import { isGuarded, type Library } from '@lastmile/rules'
import { asSystem, type Tx } from '../../platform/db/index.ts'
import { mayReadFact } from '../households/index.ts'

/** Tells the database which policies of a library are guarded, before anything is written about them. */
export async function keepGuarded(tx: Tx, library: Library): Promise<void> {
  const guarded = library.policies.filter(isGuarded).map(({ id }) => id)
  await tx.execute('INSERT INTO guarded_policy (policy) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
    guarded,
  ])
}

/** Below this a count could be a person whom somebody knows. */
const FEWEST = 10
const STEP = 5

/** A count of people that may not be known one by one: null below ten, else rounded down to five. */
export function roundedCount(count: number): number | null {
  return count < FEWEST ? null : Math.floor(count / STEP) * STEP
}

/**
 * Works on the rows of guarded policies as the platform itself, for one sum over the whole district; null for everybody but
 * the bureau over all of its area. Two sums over parts of it, or by policy, could be taken from each other until one family is
 * left: there are none.
 */
export async function guardedSum<T>(
  tx: Tx,
  under: string | undefined,
  work: (policies: ReadonlySet<string>) => Promise<T>,
): Promise<T | null> {
  const { role, orgPath } = tx.actor
  if (role !== 'bureau' || mayReadFact(tx.actor, 'protected')) return null
  if (under !== undefined && under !== orgPath) return null
  return asSystem(tx, orgPath, async () => {
    const rows = await tx.query<{ policy: string }>('SELECT policy FROM guarded_policy')
    return work(new Set(rows.map(({ policy }) => policy)))
  })
}
