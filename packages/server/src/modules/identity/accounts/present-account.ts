import type { AccountRow as AccountView } from '@lastmile/contract'
import type { z } from 'zod'
import type { ListedAccount } from '../store/accounts.ts'

/** An account as administrators see it: no hash, no secret. */
export function presentAccount(row: ListedAccount, now: Date): z.infer<typeof AccountView> {
  const locked = row.locked_until !== null && row.locked_until > now
  return {
    id: row.id,
    login: row.login,
    name: row.display_name,
    role: row.role,
    orgPath: row.org_path,
    orgName: row.org_name ?? '',
    totpEnabled: row.totp_confirmed_at !== null,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    lockedUntil: locked ? (row.locked_until?.toISOString() ?? null) : null,
    version: row.version,
  }
}
