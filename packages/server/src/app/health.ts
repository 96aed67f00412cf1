import type { Database } from '../platform/postgres/index.ts'

/** What GET /api/health answers. */
export interface Health {
  readonly status: 'ok' | 'unwell'
  readonly version: string
  readonly database: 'ok' | 'unavailable'
  /** `behind`: entries wait longer for their seal than they should. */
  readonly ledger: 'ok' | 'behind' | 'unavailable'
}

/** Whether a server is well enough to be sent people: its database answers, its ledger is sealed in time. */
export async function healthOf(
  db: Database,
  version: string,
  ledger: () => Promise<'ok' | 'behind'>,
): Promise<Health> {
  try {
    await db.pool.query('SELECT 1')
  } catch {
    return { status: 'unwell', version, database: 'unavailable', ledger: 'unavailable' }
  }
  const sealed = await ledger().catch(() => 'unavailable' as const)
  return { status: sealed === 'ok' ? 'ok' : 'unwell', version, database: 'ok', ledger: sealed }
}
