import { isGuarded, type Library } from '@lastmile/rules'
import type { Tx } from '../../platform/db/index.ts'

/** Tells the database which policies of a library are guarded, before anything is written about them. */
export async function keepGuarded(tx: Tx, library: Library): Promise<void> {
  const guarded = library.policies.filter(isGuarded).map(({ id }) => id)
  await tx.execute('INSERT INTO guarded_policy (policy) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
    guarded,
  ])
}
