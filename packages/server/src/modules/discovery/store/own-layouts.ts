import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** A row of `source_layout`: one version of a layout that was made here. */
export interface OwnLayoutRow {
  readonly source: string
  readonly version: number
  readonly org_path: string
  readonly fingerprint: string
  /** In the form of `districts/<district>/sources/<id>.yaml`. */
  readonly document: unknown
  readonly saved_by: string | null
  readonly saved_at: Date
}

const COLUMNS = 'source, version, org_path, fingerprint, document, saved_by, saved_at'

/** A version of a layout; the newest one without a version. */
export async function findOwnLayout(
  tx: Tx,
  source: string,
  version: number | null,
): Promise<OwnLayoutRow | null> {
  const [row] = await tx.query<OwnLayoutRow>(
    `SELECT ${COLUMNS} FROM source_layout WHERE source = $1 AND ($2::int IS NULL OR version = $2)
     ORDER BY version DESC LIMIT 1`,
    [source, version],
  )
  return row ?? null
}

/**
 * The layout that files with one of these shapes are read with: of the nearest unit at or above `orgPath`, the one saved
 * last; of its versions the newest that has this shape.
 */
export async function findLayoutOfShape(
  tx: Tx,
  orgPath: string,
  fingerprints: readonly string[],
): Promise<OwnLayoutRow | null> {
  const [row] = await tx.query<OwnLayoutRow>(
    `SELECT ${COLUMNS} FROM source_layout WHERE fingerprint = ANY ($1::text[]) AND starts_with($2, org_path)
     ORDER BY length(org_path) DESC, saved_at DESC, version DESC LIMIT 1`,
    [fingerprints, orgPath],
  )
  return row ?? null
}

/** All versions that the caller sees, the newest first. */
export async function listOwnLayouts(tx: Tx): Promise<OwnLayoutRow[]> {
  return tx.query<OwnLayoutRow>(`SELECT ${COLUMNS} FROM source_layout ORDER BY source, version DESC`)
}

/** Imports that stand, by `<source> <version>`. */
export async function countImportsOfLayouts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ key: string; n: number }>(
    `SELECT source || ' ' || layout_version AS key, count(*)::int AS n FROM import_batch
     WHERE layout_version IS NOT NULL AND NOT dry_run AND state = 'done' GROUP BY 1`,
  )
  return new Map(rows.map(({ key, n }) => [key, n]))
}

/** Keeps a version; two people who save at once do not both get it (the database refuses the second). */
export async function insertOwnLayout(
  tx: Tx,
  layout: Pick<OwnLayoutRow, 'source' | 'version' | 'org_path' | 'fingerprint' | 'document'>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO source_layout (id, source, version, org_path, fingerprint, document, saved_by, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newIdAt(tx.now),
      layout.source,
      layout.version,
      layout.org_path,
      layout.fingerprint,
      JSON.stringify(layout.document),
      tx.actor.userId || null,
      tx.now,
    ],
  )
}
