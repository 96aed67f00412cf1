import type { Tx } from '../../../platform/db/index.ts'
import { addAccount } from '../accounts/manage-accounts.ts'
import { findAccountByLogin } from '../store/accounts.ts'
import type { PlannedAccount } from './staff-plan.ts'

/**
 * Adds the demo accounts that are not there yet, through the same door as every account. They share one hash of the
 * public password, so that hundreds of them take no minutes. Runs as the system.
 * @returns the account id of every login of the plan.
 */
export async function seedDemoAccounts(
  tx: Tx,
  plan: readonly PlannedAccount[],
  passwordHash: string,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const planned of plan) {
    const known = await findAccountByLogin(tx, planned.login)
    const { title, workPhone } = planned
    ids.set(
      planned.login,
      known?.id ?? (await addAccount(tx, planned, { passwordHash, demo: true, title, workPhone })),
    )
  }
  return ids
}
