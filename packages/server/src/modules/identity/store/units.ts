import type { Tx } from '../../../platform/db/index.ts'

export type UnitKind =
  | 'district'
  | 'street'
  | 'committee'
  | 'service_office'
  | 'acceptance_centre'
  | 'organisation'

/** A unit as the org file and the tree know it. */
export interface Unit {
  readonly id: string
  readonly code: string
  readonly path: string
  readonly parentPath: string | null
  readonly kind: UnitKind
  readonly nameZh: string
  readonly nameEn: string | null
  readonly synthetic: boolean
  readonly lat: number | null
  readonly lng: number | null
  /** The place is invented. */
  readonly placeSynthetic: boolean
}

/** Writes units by path in one statement: new ones are added, changed ones changed. Returns how many rows were written. */
export async function upsertUnits(tx: Tx, units: readonly Unit[]): Promise<number> {
  return tx.execute(
    `INSERT INTO org AS o (id, code, path, parent_path, kind, name_zh, name_en, synthetic, lat, lng, place_synthetic)
     SELECT u.id, u.code, u.path, u."parentPath", u.kind, u."nameZh", u."nameEn", u.synthetic, u.lat, u.lng, u."placeSynthetic"
     FROM jsonb_to_recordset($1::jsonb) AS u(id uuid, code text, path text, "parentPath" text, kind text, "nameZh" text,
       "nameEn" text, synthetic boolean, lat double precision, lng double precision, "placeSynthetic" boolean)
     ON CONFLICT (path) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind,
       synthetic = excluded.synthetic, lat = excluded.lat, lng = excluded.lng,
       place_synthetic = excluded.place_synthetic, active_to = NULL
     WHERE (o.name_zh, o.name_en, o.kind, o.synthetic, o.lat, o.lng, o.place_synthetic, o.active_to) IS DISTINCT FROM
       (excluded.name_zh, excluded.name_en, excluded.kind, excluded.synthetic, excluded.lat, excluded.lng, excluded.place_synthetic,
        NULL::date)`,
    [JSON.stringify(units)],
  )
}

/** Ends units of a district that the org file no longer names; they stay for what happened in them. */
export async function endUnitsOutside(
  tx: Tx,
  root: string,
  paths: readonly string[],
  day: string,
): Promise<number> {
  return tx.execute(
    `UPDATE org SET active_to = $3::date WHERE starts_with(path, $1) AND active_to IS NULL AND NOT path = ANY ($2::text[])`,
    [root, paths, day],
  )
}

export interface UnitRow {
  readonly path: string
  readonly code: string
  readonly kind: UnitKind
  readonly name_zh: string
  readonly name_en: string | null
  readonly parent_path: string | null
  readonly synthetic: boolean
  readonly lat: number | null
  readonly lng: number | null
  readonly place_synthetic: boolean
}

/** Units in a range that are not closed, by path. */
export async function listUnitRows(
  tx: Tx,
  filter: {
    readonly lo: string
    readonly hi: string
    readonly kind: string | null
    readonly deepest: number | null
    readonly q: string | null
    readonly limit: number | null
  },
): Promise<UnitRow[]> {
  return tx.query<UnitRow>(
    `SELECT path, code, kind, name_zh, name_en, parent_path, synthetic, lat, lng, place_synthetic FROM org
     WHERE path >= $1 AND path < $2 AND active_to IS NULL AND ($3::text IS NULL OR kind = $3)
       AND ($4::int IS NULL OR length(path) - length(replace(path, '/', '')) <= $4)
       AND ($5::text IS NULL OR strpos(name_zh, $5) > 0)
     ORDER BY path LIMIT $6`,
    [filter.lo, filter.hi, filter.kind, filter.deepest, filter.q, filter.limit],
  )
}

/** Units by path that are not closed. */
export async function unitRowsByPath(tx: Tx, paths: readonly string[]): Promise<UnitRow[]> {
  return tx.query<UnitRow>(
    `SELECT path, code, kind, name_zh, name_en, parent_path, synthetic, lat, lng, place_synthetic FROM org
     WHERE path = ANY ($1::text[]) AND active_to IS NULL`,
    [[...new Set(paths)]],
  )
}
