import { hasAccount, isOneOf } from './expectations.ts'
import { next, ownTrial, plainTrial, type TableTrial, uniqueBytes } from './trial-kinds.ts'
import { AT, id, PATHS, type World } from './world.ts'

const EVERYBODY =
  'bureau backbone cadre social_worker supervisor org_manager volunteer resident auditor administrator system auth sealer'

/** Accounts and what belongs to them; units, the directory, settings, running numbers. */
export function identityTrials(world: World): TableTrial[] {
  const account: TableTrial = {
    table: 'account',
    key: ['id'],
    column: 'display_name',
    // The accounts of the actors are planted with the world.
    planted: Object.values(world.actors)
      .concat(world.stranger)
      .map((accountId) => ({
        label: 'account',
        row: {
          id: accountId,
          login: `login.${accountId}`,
          display_name: '某人',
          role: 'cadre',
          org_path: PATHS.c1,
          created_at: AT,
        },
        allowed: (role) => {
          const ok =
            isOneOf(role, 'auth administrator system') ||
            (hasAccount(role) && world.actors[role] === accountId)
          return { read: ok, change: ok, remove: false }
        },
      })),
    attempts: (role) => [
      {
        label: 'a new account',
        row: {
          id: id(),
          login: `new.${next()}`,
          display_name: '某人',
          role: 'cadre',
          org_path: PATHS.c1,
          created_at: AT,
        },
        allowed: isOneOf(role, 'auth administrator system'),
      },
    ],
  }
  const managers = 'auth administrator system'
  const own = { key: ['id'], all: managers, change: true, remove: false } as const
  return [
    account,
    ownTrial(world, 'session', {
      ...own,
      column: 'last_seen_at',
      row: (account_id) => ({
        id: id(),
        account_id,
        token_hash: uniqueBytes(),
        csrf_token: 'x',
        created_at: AT,
        last_seen_at: AT,
        expires_at: AT,
      }),
    }),
    ownTrial(world, 'recovery_code', {
      ...own,
      column: 'used_at',
      row: (account_id) => ({ id: id(), account_id, code_hash: uniqueBytes() }),
    }),
    ownTrial(world, 'activation_link', {
      ...own,
      column: 'used_at',
      row: (account_id) => ({ id: id(), account_id, token_hash: uniqueBytes(), expires_at: AT }),
    }),
    plainTrial('sign_in_attempt', {
      key: ['id'],
      column: 'ok',
      row: () => ({ id: id(), login_hash: uniqueBytes(), ip: '192.0.2.1', at: AT, ok: false }),
      read: 'auth system',
      add: 'auth system',
      change: '',
      remove: 'auth system',
    }),
    ownTrial(world, 'idempotency_key', {
      key: ['account_id', 'key'],
      column: 'response',
      all: 'system',
      row: (account_id) => ({
        account_id,
        key: `k${next()}`,
        operation: 'a.b',
        request_hash: 'x',
        response: '1',
        created_at: AT,
      }),
      change: true,
      remove: true,
    }),
    plainTrial('setting', {
      key: ['key'],
      column: 'value',
      row: () => ({ key: `k${next()}`, value: '1', updated_at: AT }),
      read: EVERYBODY,
      add: 'administrator system',
      change: 'administrator system',
    }),
    plainTrial('org', {
      key: ['id'],
      column: 'name_zh',
      row: () => {
        const code = `u${next()}`
        return { id: id(), code, path: `310118/${code}/`, kind: 'organisation', name_zh: '某机构' }
      },
      read: EVERYBODY,
      add: 'administrator system',
      change: 'administrator system',
    }),
    plainTrial('staff', {
      key: ['account_id'],
      column: 'title',
      row: () => ({ account_id: id(), display_name: '某人', role: 'cadre', org_path: PATHS.c1 }),
      read: EVERYBODY,
      add: 'administrator system',
      change: 'administrator system',
    }),
    plainTrial('counter', {
      key: ['name'],
      column: 'value',
      row: () => ({ name: `n${next()}`, value: 1 }),
      // Whoever opens a household or a case draws its number.
      read: 'backbone cadre social_worker supervisor system',
      add: 'backbone cadre social_worker supervisor system',
      change: 'backbone cadre social_worker supervisor system',
    }),
  ]
}
