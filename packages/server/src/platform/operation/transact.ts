import type { Tx } from '../db/index.ts'
import type { CallerContext } from './context.ts'

/** Runs `work` in a transaction of its own. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Transactions as the caller, one after the other: for operations on thousands of rows. */
export function transactOf({ caller, transaction }: CallerContext): Transact {
  const actor = { userId: caller.accountId, role: caller.role, orgPath: caller.orgPath }
  return (work) => transaction(actor, work)
}
