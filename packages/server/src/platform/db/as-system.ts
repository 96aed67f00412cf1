import { type OrgPath, scopeRange } from '@lastmile/domain'
import type { Tx } from './with-actor.ts'

/**
 * Runs a part of a transaction with the reach of the platform's own role below `orgPath`, for consequences that must
 * not depend on who caused them: screening reads protected facts whoever recorded the change. The actor stays who it
 * was in the ledger. Never hand what is read here to the caller without asking what the caller may see.
 */
export async function asSystem<T>(tx: Tx, orgPath: OrgPath, work: () => Promise<T>): Promise<T> {
  const { lo, hi } = scopeRange(orgPath)
  const [before] = await tx.query<{ role: string; lo: string; hi: string }>(
    `SELECT current_setting('app.role', true) AS role, current_setting('app.scope_lo', true) AS lo,
       current_setting('app.scope_hi', true) AS hi`,
  )
  const settings = (role: string, from: string, to: string) =>
    tx.query(
      `SELECT set_config('app.role', $1, true), set_config('app.scope_lo', $2, true), set_config('app.scope_hi', $3, true)`,
      [role, from, to],
    )
  await settings('system', lo, hi)
  let failed = true
  try {
    const result = await work()
    failed = false
    return result
  } finally {
    const restore = settings(before?.role ?? '', before?.lo ?? '', before?.hi ?? '')
    // After a failed statement nothing more runs in this transaction; it ends, and its settings with it.
    await (failed ? restore.catch(() => undefined) : restore)
  }
}
