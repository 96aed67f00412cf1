import { AppError } from '../errors/index.ts'
import type { Database } from '../postgres/index.ts'

interface RoleRow {
  readonly role: string
  readonly superuser: boolean
  readonly bypass: boolean
  readonly owned: string | null
  readonly member: boolean
}

/**
 * Refuses to work with an application role that the row-level security does not bind: a superuser, one that
 * bypasses it, or one that owns tables (or may become such an owner). Whole products served unprotected for that.
 */
export async function checkApplicationRole(db: Database): Promise<void> {
  const { rows } = await db.pool.query<RoleRow>(`
    SELECT r.rolname AS role, r.rolsuper AS superuser, r.rolbypassrls AS bypass,
      (SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'app') AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER')
        LIMIT 1) AS owned,
      EXISTS (SELECT 1 FROM pg_roles a WHERE a.rolname = 'lastmile_app' AND pg_has_role(a.oid, 'USAGE')) AS member
    FROM pg_roles r WHERE r.rolname = current_user`)
  const row = rows[0]
  const role = row?.role ?? '?'
  const reason = !row
    ? 'it cannot be examined'
    : row.superuser
      ? 'it is a superuser'
      : row.bypass
        ? 'it bypasses row-level security'
        : row.owned
          ? `it owns (or may act as the owner of) the table ${row.owned}`
          : row.member
            ? null
            : 'it is not lastmile_app, nor a member of it'
  if (reason) throw new AppError('database_role_unsafe', { role, reason })
}
