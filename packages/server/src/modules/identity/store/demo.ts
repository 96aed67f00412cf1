import type { Tx } from '../../../platform/db/index.ts'

export interface DemoAccountRow {
  readonly login: string
  readonly display_name: string
  readonly role: string
  readonly org_name: string | null
}

/** The demo accounts with these logins, in this order. */
export async function demoAccountRows(tx: Tx, logins: readonly string[]): Promise<DemoAccountRow[]> {
  return tx.query<DemoAccountRow>(
    `SELECT a.login, a.display_name, a.role, o.name_zh AS org_name FROM account a LEFT JOIN org o ON o.path = a.org_path
     WHERE a.demo AND a.login = ANY ($1::text[]) ORDER BY array_position($1::text[], a.login)`,
    [logins],
  )
}

/** How many accounts are no demo accounts. */
export async function countRealAccounts(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>('SELECT count(*) AS count FROM account WHERE NOT demo')
  return row?.count ?? 0
}
