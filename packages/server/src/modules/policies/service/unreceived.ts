import type { Amount } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import type { LibraryDeps } from '../deps.ts'
import { notReceived } from '../receiving.ts'
import { screenMany } from './rescreen.ts'

/** An entitlement of a household that it does not receive. */
export interface Unreceived {
  readonly householdId: string
  readonly orgPath: string
  readonly policy: string
  readonly amount: Amount | undefined
}

/** What some households are entitled to today and do not receive; writes nothing. Households that cannot be read are left out. */
export async function unreceivedBy(
  tx: Tx,
  deps: LibraryDeps,
  householdIds: readonly string[],
): Promise<Unreceived[]> {
  const { library } = await deps.holder.current(tx)
  const screened = await screenMany(tx, library, householdIds, [])
  return screened.flatMap(({ head, results, receipts }) =>
    results.flatMap((result) => {
      const missing = notReceived(library.byId.get(result.policy), result, receipts)
      return missing
        ? [{ householdId: head.id, orgPath: head.orgPath, policy: result.policy, amount: missing.amount }]
        : []
    }),
  )
}
