import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import {
  type CallerContext,
  inSteps,
  type OperationContext,
  type PublicContext,
} from '../../platform/operation/index.ts'
import {
  createAccount,
  disableAccount,
  enableAccount,
  listAccounts,
  resetPassword,
} from './accounts/manage-accounts.ts'
import { listDemoAccounts } from './demo/list-demo-accounts.ts'
import type { IdentityDeps } from './deps.ts'
import { listStaff, listUnits } from './org/list-org.ts'
import { activate, changePassword } from './sign-in/change-password.ts'
import { beginTotp, confirmTotp } from './sign-in/enrol-one-time-codes.ts'
import { describeMe } from './sign-in/me.ts'
import { endSession, listSessions, signOut } from './sign-in/sessions.ts'
import { signIn } from './sign-in/sign-in.ts'

const os = implement(contract.identity).$context<OperationContext>()
/** Operations without a session, and those that hash passwords: they open their transactions themselves. */
const open = implement(contract.identity).$context<PublicContext>()
const stepwise = implement(contract.identity).$context<CallerContext>()

/** Binds the operations of this module. */
export function identityRouter(deps: IdentityDeps) {
  return os.router({
    signIn: open.signIn.handler(({ context, input }) => signIn(context, deps, input)),
    signOut: os.signOut.handler(({ context }) => signOut(context)),
    me: os.me.handler(({ context }) => describeMe(context.tx, deps, context.caller)),
    sessions: os.sessions.handler(({ context }) => listSessions(context)),
    revokeSession: os.revokeSession.handler(({ context, input }) => endSession(context, input)),
    changePassword: stepwise.changePassword.handler(
      inSteps(({ context, input }) => changePassword(context, deps, input)),
    ),
    beginTotp: stepwise.beginTotp.handler(inSteps(({ context, input }) => beginTotp(context, deps, input))),
    confirmTotp: os.confirmTotp.handler(({ context, input }) => confirmTotp(context, deps, input)),
    activate: open.activate.handler(({ context, input }) => activate(context, input)),
    demoAccounts: open.demoAccounts.handler(({ context }) => listDemoAccounts(context, deps)),
    orgs: os.orgs.handler(({ context, input }) => listUnits(context.tx, input)),
    staff: os.staff.handler(({ context, input }) => listStaff(context.tx, input)),
    accounts: os.accounts.handler(({ context, input }) => listAccounts(context.tx, input)),
    createAccount: os.createAccount.handler(({ context, input }) => createAccount(context.tx, input)),
    disableAccount: os.disableAccount.handler(({ context, input }) => disableAccount(context.tx, input)),
    enableAccount: os.enableAccount.handler(({ context, input }) => enableAccount(context.tx, input)),
    resetPassword: os.resetPassword.handler(({ context, input }) => resetPassword(context.tx, input)),
  })
}
