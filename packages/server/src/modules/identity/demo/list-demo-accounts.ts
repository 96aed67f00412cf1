import { AUTH_ACTOR, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { PublicContext } from '../../../platform/operation/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { demoAccountRows } from '../store/demo.ts'
import { DEMO_PASSWORD, LISTED_LOGINS } from './staff-plan.ts'

/** A demo account as the sign-in page offers it. */
export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly name: string
  readonly role: string
  readonly orgName: string
}

/** The handful of demo accounts that is shown: one a role. */
export async function demoAccounts(tx: Tx): Promise<DemoAccount[]> {
  const rows = await demoAccountRows(tx, LISTED_LOGINS)
  return rows.map((row) => ({
    login: row.login,
    password: DEMO_PASSWORD,
    name: row.display_name,
    role: row.role,
    orgName: row.org_name ?? '',
  }))
}

/** The same for the sign-in page; `not_found` on a server that is no demo. */
export async function listDemoAccounts(context: PublicContext, deps: IdentityDeps): Promise<DemoAccount[]> {
  if (!deps.demo) throw new AppError('not_found')
  return context.transaction(AUTH_ACTOR, demoAccounts)
}
