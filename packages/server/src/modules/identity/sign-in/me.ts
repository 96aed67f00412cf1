import type { Me } from '@lastmile/contract'
import { permissionsOf } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import type { Caller } from '../../../platform/operation/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { findUnit } from '../org/directory.ts'
import { getAccount } from '../store/accounts.ts'

/** Who is signed in, and what the console needs to know of it. Runs as the caller. */
export async function describeMe(tx: Tx, deps: IdentityDeps, caller: Caller): Promise<z.infer<typeof Me>> {
  const account = await getAccount(tx, caller.accountId)
  const unit = await findUnit(tx, account.org_path)
  return {
    id: account.id,
    login: account.login,
    name: account.display_name,
    role: account.role,
    orgPath: account.org_path,
    orgName: unit?.name ?? '',
    permissions: permissionsOf(account.role),
    csrfToken: caller.csrfToken,
    mustChangePassword: account.must_change_password,
    totpEnabled: account.totp_confirmed_at !== null,
    householdId: account.role === 'resident' ? await deps.ownHousehold(tx) : null,
    demo: deps.demo,
  }
}
