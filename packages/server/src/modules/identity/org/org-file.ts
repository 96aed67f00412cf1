import { readFileSync } from 'node:fs'
import { childPath } from '@lastmile/domain'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../../platform/errors/index.ts'
import type { Unit } from '../store/units.ts'

/** A unit before it has an id. */
export type PlannedUnit = Omit<Unit, 'id'>

const Name = z.union([z.string(), z.object({ zh: z.string(), en: z.string().optional() })])
const Place = z.object({ lat: z.number(), lng: z.number(), synthetic: z.boolean().default(false) })

const OrgFile = z.object({
  district: z.object({ code: z.string(), name: Name, centre: Place.optional() }),
  units: z.array(
    z.object({
      code: z.string(),
      name: Name,
      kind: z.enum(['street', 'town']),
      centre: Place.optional(),
      synthetic: z.boolean().default(false),
      committees: z
        .array(
          z.object({
            code: z.string(),
            name: Name,
            kind: z.enum(['residents', 'village']),
            centre: Place.optional(),
            synthetic: z.boolean().default(false),
          }),
        )
        .default([]),
    }),
  ),
  offices: z
    .array(
      z.object({
        code: z.string(),
        under: z.string(),
        kind: z.enum(['service_office', 'acceptance_centre']),
        name: Name,
        synthetic: z.boolean().default(false),
      }),
    )
    .default([]),
  organisations: z
    .array(
      z.object({
        code: z.string(),
        kind: z.literal('organisation'),
        name: Name,
        synthetic: z.boolean().default(false),
      }),
    )
    .default([]),
})

interface Listed {
  readonly code: string
  readonly name: z.infer<typeof Name>
  readonly synthetic?: boolean
  readonly centre?: z.infer<typeof Place> | undefined
}

function unit(parentPath: string | null, kind: Unit['kind'], listed: Listed): PlannedUnit {
  const name = typeof listed.name === 'string' ? { zh: listed.name } : listed.name
  return {
    code: listed.code,
    path: childPath(parentPath, listed.code),
    parentPath,
    kind,
    nameZh: name.zh,
    nameEn: name.en ?? null,
    synthetic: listed.synthetic ?? false,
    lat: listed.centre?.lat ?? null,
    lng: listed.centre?.lng ?? null,
    placeSynthetic: listed.centre?.synthetic ?? false,
  }
}

/**
 * The org tree that the text of an `org.yaml` describes, parents before children: district, streets and towns (both
 * `street`), committees, the offices and centres that hang in a street, organisations below the district.
 * @throws `org_file_invalid`
 */
export function parseOrgFile(text: string, file = 'org.yaml'): PlannedUnit[] {
  const parsed = OrgFile.safeParse(parse(text))
  if (!parsed.success) throw new AppError('org_file_invalid', { file, detail: z.prettifyError(parsed.error) })
  const { district, units, offices, organisations } = parsed.data
  const root = unit(null, 'district', district)
  const tree = [root]
  const streets = new Map<string, PlannedUnit>()
  for (const { committees, ...listed } of units) {
    const street = unit(root.path, 'street', listed)
    streets.set(street.code, street)
    tree.push(street, ...committees.map((committee) => unit(street.path, 'committee', committee)))
  }
  for (const { under, kind, ...listed } of offices) {
    const street = streets.get(under)
    if (!street) {
      throw new AppError('org_file_invalid', {
        file,
        detail: `${listed.code} hangs below ${under}, which is not there`,
      })
    }
    tree.push(unit(street.path, kind, listed))
  }
  for (const { kind, ...listed } of organisations) tree.push(unit(root.path, kind, listed))
  const paths = new Set(tree.map(({ path }) => path))
  if (paths.size !== tree.length)
    throw new AppError('org_file_invalid', { file, detail: 'a unit is listed twice' })
  return tree
}

/** Reads the org tree of a district's folder. */
export function readOrgFile(file: string): PlannedUnit[] {
  return parseOrgFile(readFileSync(file, 'utf8'), file)
}
