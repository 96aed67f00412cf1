import { z } from 'zod'
import { Id, Instant, OrgPathText, operation, Page, pageOf, StaffRef, Version } from './operation.ts'

export const OrgUnit = z.object({
  path: OrgPathText,
  code: z.string(),
  kind: z.enum(['district', 'street', 'committee', 'service_office', 'acceptance_centre', 'organisation']),
  name: z.string(),
  nameEn: z.string().nullable(),
  parentPath: OrgPathText.nullable(),
  synthetic: z.boolean(),
})

export const Me = z.object({
  id: Id,
  login: z.string(),
  name: z.string(),
  role: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  permissions: z.array(z.string()),
  csrfToken: z.string(),
  mustChangePassword: z.boolean(),
  totpEnabled: z.boolean(),
  /** Set for residents: the own household. */
  householdId: Id.nullable(),
  demo: z.boolean(),
})

export const SessionRow = z.object({
  id: Id,
  current: z.boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
})

export const AccountRow = z.object({
  id: Id,
  login: z.string(),
  name: z.string(),
  role: z.string(),
  orgPath: OrgPathText,
  orgName: z.string(),
  totpEnabled: z.boolean(),
  disabledAt: Instant.nullable(),
  lockedUntil: Instant.nullable(),
  version: Version,
})

const SignInResult = z.discriminatedUnion('result', [
  z.object({ result: z.literal('signed-in'), me: Me }),
  /** The password is right; send the call again with `totp` (or a recovery code). */
  z.object({ result: z.literal('totp-needed') }),
])

export const identity = {
  signIn: operation({
    method: 'POST',
    path: '/auth/sign-in',
    tag: 'identity',
    summary: 'Sign in with login and password, and a one-time code where set up',
    permission: 'public',
    ledger: 'session.open',
  })
    .input(
      z.object({
        login: z.string().min(1).max(64),
        password: z.string().min(1).max(256),
        totp: z.string().max(32).optional(),
      }),
    )
    .output(SignInResult),
  signOut: operation({
    method: 'POST',
    path: '/auth/sign-out',
    tag: 'identity',
    summary: 'End this session',
    permission: 'self',
    ledger: 'session.close',
  })
    .input(z.object({}))
    .output(z.object({})),
  me: operation({
    method: 'GET',
    path: '/auth/me',
    tag: 'identity',
    summary: 'Who is signed in and what they may do',
    permission: 'self',
  }).output(Me),
  sessions: operation({
    method: 'GET',
    path: '/auth/sessions',
    tag: 'identity',
    summary: 'My open sessions',
    permission: 'self',
  }).output(z.array(SessionRow)),
  revokeSession: operation({
    method: 'DELETE',
    path: '/auth/sessions/{id}',
    tag: 'identity',
    summary: 'End one of my sessions',
    permission: 'self',
    ledger: 'session.revoke',
  })
    .input(z.object({ id: Id }))
    .output(z.object({})),
  changePassword: operation({
    method: 'POST',
    path: '/auth/password',
    tag: 'identity',
    summary: 'Change my password; other sessions end',
    permission: 'self',
    ledger: 'account.password',
  })
    .input(z.object({ current: z.string().max(256), next: z.string().min(1).max(256) }))
    .output(z.object({})),
  beginTotp: operation({
    method: 'POST',
    path: '/auth/totp',
    tag: 'identity',
    summary: 'Begin setting up one-time codes',
    permission: 'self',
  })
    .input(z.object({ password: z.string().max(256) }))
    .output(z.object({ secret: z.string(), uri: z.string() })),
  confirmTotp: operation({
    method: 'POST',
    path: '/auth/totp/confirm',
    tag: 'identity',
    summary: 'Confirm one-time codes; gives recovery codes once',
    permission: 'self',
    ledger: 'account.totp',
  })
    .input(z.object({ code: z.string().max(16) }))
    .output(z.object({ recoveryCodes: z.array(z.string()) })),
  activate: operation({
    method: 'POST',
    path: '/auth/activate',
    tag: 'identity',
    summary: 'Set the first password by a one-time link',
    permission: 'public',
    ledger: 'account.activate',
  })
    .input(z.object({ token: z.string().max(128), password: z.string().min(1).max(256) }))
    .output(z.object({ login: z.string() })),
  /** Refused (404) unless the server runs as a demo. */
  demoAccounts: operation({
    method: 'GET',
    path: '/auth/demo-accounts',
    tag: 'identity',
    summary: 'The demo accounts, in demo mode only',
    permission: 'public',
  }).output(
    z.array(
      z.object({
        login: z.string(),
        password: z.string(),
        name: z.string(),
        role: z.string(),
        orgName: z.string(),
      }),
    ),
  ),
  orgs: operation({
    method: 'GET',
    path: '/orgs',
    tag: 'identity',
    summary: 'Units below a path (default: the caller’s scope), by part of the name; the first 1,000 at most',
    permission: 'org.read',
  })
    .input(
      z.object({
        under: OrgPathText.optional(),
        kind: OrgUnit.shape.kind.optional(),
        depth: z.coerce.number().int().min(1).max(5).optional(),
        q: z.string().trim().min(1).max(50).optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(1000),
      }),
    )
    .output(z.array(OrgUnit)),
  staff: operation({
    method: 'GET',
    path: '/staff',
    tag: 'identity',
    summary: 'People who work, by role and unit',
    permission: 'org.read',
  })
    .input(
      z.object({
        role: z.string().optional(),
        under: OrgPathText.optional(),
        q: z.string().max(50).optional(),
      }),
    )
    .output(z.array(StaffRef)),
  accounts: operation({
    method: 'GET',
    path: '/accounts',
    tag: 'identity',
    summary: 'Accounts',
    permission: 'account.manage',
  })
    .input(Page.extend({ q: z.string().max(50).optional() }))
    .output(pageOf(AccountRow)),
  createAccount: operation({
    method: 'POST',
    path: '/accounts',
    tag: 'identity',
    summary: 'Create an account; answers with a one-time link valid 24 hours',
    permission: 'account.manage',
    ledger: 'account.create',
  })
    .input(
      z.object({
        login: z.string().regex(/^[a-z0-9._-]{3,64}$/),
        name: z.string().min(1).max(50),
        role: z.string(),
        orgPath: OrgPathText,
      }),
    )
    .output(z.object({ account: AccountRow, activationToken: z.string() })),
  disableAccount: operation({
    method: 'POST',
    path: '/accounts/{id}/disable',
    tag: 'identity',
    summary: 'Disable an account and end its sessions at once',
    permission: 'account.manage',
    ledger: 'account.disable',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(AccountRow),
  enableAccount: operation({
    method: 'POST',
    path: '/accounts/{id}/enable',
    tag: 'identity',
    summary: 'Enable an account again',
    permission: 'account.manage',
    ledger: 'account.enable',
  })
    .input(z.object({ id: Id, version: Version }))
    .output(AccountRow),
  resetPassword: operation({
    method: 'POST',
    path: '/accounts/{id}/reset',
    tag: 'identity',
    summary: 'A one-time link to set a new password; one-time codes stay on',
    permission: 'account.manage',
    ledger: 'account.reset',
  })
    .input(z.object({ id: Id }))
    .output(z.object({ activationToken: z.string() })),
}
