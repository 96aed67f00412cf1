import type { OrgUnit, StaffRef } from '@lastmile/contract'
import { ancestry, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { listStaffRows } from '../store/staff.ts'
import { listUnitRows, unitRowsByPath } from '../store/units.ts'

/** A district has some 600 people who work; more than this is a list nobody reads. */
const MOST_STAFF = 1000

/** Units at and below a path (default: the caller's own unit), `depth` levels down at most, by part of the name. */
export async function listUnits(
  tx: Tx,
  query: {
    readonly under?: string | undefined
    readonly kind?: string | undefined
    readonly depth?: number | undefined
    readonly q?: string | undefined
    readonly limit?: number | undefined
  },
): Promise<z.infer<typeof OrgUnit>[]> {
  const under = query.under ?? tx.actor.orgPath
  const deepest = query.depth === undefined ? null : ancestry(under).length + query.depth
  const rows = await listUnitRows(tx, {
    ...scopeRange(under),
    kind: query.kind ?? null,
    deepest,
    q: query.q ?? null,
    limit: query.limit ?? null,
  })
  return rows.map((row) => ({
    path: row.path,
    code: row.code,
    kind: row.kind,
    name: row.name_zh,
    nameEn: row.name_en,
    parentPath: row.parent_path,
    synthetic: row.synthetic,
  }))
}

/** A unit with its place on the map, WGS84; null where nobody has said it. */
export interface PlacedUnit {
  readonly path: string
  readonly name: string
  readonly kind: string
  readonly lat: number | null
  readonly lng: number | null
  /** The place is invented: it is drawn, and said. */
  readonly sketch: boolean
}

/** A unit and the streets or committees one step below it. Null when there is no such unit. */
export async function unitWithParts(
  tx: Tx,
  under: string,
): Promise<{ readonly unit: PlacedUnit; readonly parts: PlacedUnit[] } | null> {
  const rows = await listUnitRows(tx, {
    ...scopeRange(under),
    kind: null,
    deepest: ancestry(under).length + 1,
    q: null,
    limit: null,
  })
  const [unit, ...parts] = rows.map(({ path, name_zh: name, kind, lat, lng, place_synthetic: sketch }) => ({
    path,
    name,
    kind,
    lat,
    lng,
    sketch,
  }))
  if (unit?.path !== under) return null
  return { unit, parts: parts.filter(({ kind }) => kind === 'street' || kind === 'committee') }
}

/** Units by path with their places on the map; those that are closed or out of sight are absent. */
export async function placesOfUnits(
  tx: Tx,
  paths: readonly string[],
): Promise<ReadonlyMap<string, PlacedUnit>> {
  const rows = await unitRowsByPath(tx, paths)
  return new Map(
    rows.map(({ path, name_zh: name, kind, lat, lng, place_synthetic: sketch }) => [
      path,
      { path, name, kind, lat, lng, sketch },
    ]),
  )
}

/** People who work at and below a path (default: the caller's own unit), by role and part of the name. */
export async function listStaff(
  tx: Tx,
  query: {
    readonly role?: string | undefined
    readonly under?: string | undefined
    readonly q?: string | undefined
  },
): Promise<z.infer<typeof StaffRef>[]> {
  const rows = await listStaffRows(tx, {
    ...scopeRange(query.under ?? tx.actor.orgPath),
    role: query.role ?? null,
    q: query.q ?? null,
    limit: MOST_STAFF,
  })
  return rows.map((row) => ({
    id: row.account_id,
    name: row.display_name,
    role: row.role,
    orgPath: row.org_path,
    orgName: row.org_name ?? '',
  }))
}
