import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { Mapping } from '../table/mapping.ts'

/** The mapping that was saved for files of this shape, the narrowest unit first. */
export async function findTemplate(
  tx: Tx,
  source: string,
  orgPath: string,
  fingerprint: string,
): Promise<Mapping | null> {
  const [row] = await tx.query<{ mapping: Mapping }>(
    `SELECT mapping FROM import_template
     WHERE source = $1 AND fingerprint = $3 AND starts_with($2, org_path)
     ORDER BY length(org_path) DESC LIMIT 1`,
    [source, orgPath, fingerprint],
  )
  return row?.mapping ?? null
}

export async function saveTemplate(
  tx: Tx,
  template: { source: string; orgPath: string; fingerprint: string; mapping: Mapping },
): Promise<void> {
  await tx.execute(
    `INSERT INTO import_template (id, source, org_path, fingerprint, mapping, saved_by, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (source, org_path, fingerprint) DO UPDATE SET mapping = $5, saved_by = $6, saved_at = $7`,
    [
      newIdAt(tx.now),
      template.source,
      template.orgPath,
      template.fingerprint,
      JSON.stringify(template.mapping),
      tx.actor.userId,
      tx.now,
    ],
  )
}
