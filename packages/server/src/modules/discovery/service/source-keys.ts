import { randomBytes } from 'node:crypto'
import type { SourceKey } from '@lastmile/contract'
import { newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { findLayout, sourceNames } from '../layouts/find-layout.ts'
import { findKey, insertKey, listKeys, markRevoked } from '../store/keys.ts'
import { sourceName } from './source-quality.ts'

/** Where the secret of a key is sealed. */
export const secretPlace = (rowId: string) => ({ table: 'source_key', column: 'secret', rowId })

/** The district's code, by which a key says where it belongs. */
function districtOf(path: string): string {
  return path.slice(0, path.indexOf('/'))
}

/** Keys of the caller's range, without their secrets. */
export async function presentKeys(tx: Tx, deps: DiscoveryDeps): Promise<z.infer<typeof SourceKey>[]> {
  const rows = await listKeys(tx)
  const staff = await staffByIds(
    tx,
    rows.map(({ made_by }) => made_by),
  )
  const names = await sourceNames(tx, deps)
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    sourceName: sourceName(names, row.source),
    label: row.label,
    madeBy: staff.get(row.made_by)?.name ?? '',
    madeAt: row.made_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }))
}

/** A key for a department that pushes. Its secret leaves the server here and never again. */
export async function makeKey(
  tx: Tx,
  deps: DiscoveryDeps,
  input: { readonly source: string; readonly label: string },
): Promise<{ key: string; secret: string }> {
  const { layout } = await findLayout(tx, deps, input.source)
  const id = newIdAt(tx.now)
  const secret = randomBytes(32).toString('base64url')
  const sealed = deps.keys.encrypt(secretPlace(id), secret)
  await insertKey(tx, {
    id,
    source: layout.id,
    org_path: tx.actor.orgPath,
    label: input.label,
    secret: sealed,
  })
  tx.ledger({
    action: 'source.key-made',
    objectKind: 'source',
    objectId: id,
    orgPath: tx.actor.orgPath,
    data: { source: layout.id, label: input.label },
  })
  return { key: `${districtOf(tx.actor.orgPath)}.${id}`, secret }
}

/** Ends a key: what is signed with it opens nothing any more. */
export async function revokeKey(tx: Tx, input: { readonly id: string }): Promise<Record<string, never>> {
  const key = await findKey(tx, input.id)
  if (!key) throw new AppError('not_found')
  await markRevoked(tx, key.id)
  tx.ledger({
    action: 'source.key-revoked',
    objectKind: 'source',
    objectId: key.id,
    orgPath: key.org_path,
    data: { source: key.source, label: key.label },
  })
  return {}
}
