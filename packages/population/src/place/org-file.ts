import type { OrgUnitInput, Spot } from './committees.ts'

/**
 * The flat list of an org file (`districts/<district>/org.yaml`, parsed): the district, its streets and towns, their
 * committees. Service offices and organisations are left out: nobody lives there. Throws a TypeError that names what is missing.
 */
export function orgUnitsFrom(file: unknown): OrgUnitInput[] {
  const root = record(file, 'the org file')
  const district = record(root.district, 'district')
  const top = `${text(district.code, 'district.code')}/`
  const units: OrgUnitInput[] = [
    { path: top, code: text(district.code, 'district.code'), kind: 'district', name: nameOf(district) },
  ]
  for (const [at, entry] of list(root.units, 'units').entries()) {
    const street = unitFrom(entry, top, `units[${at}]`)
    units.push(street)
    const committees = record(entry, `units[${at}]`).committees
    for (const [number, committee] of list(committees, `units[${at}].committees`).entries()) {
      units.push(unitFrom(committee, street.path, `units[${at}].committees[${number}]`))
    }
  }
  return units
}

function unitFrom(entry: unknown, above: string, where: string): OrgUnitInput {
  const unit = record(entry, where)
  const code = text(unit.code, `${where}.code`)
  return {
    path: `${above}${code}/`,
    code,
    kind: text(unit.kind, `${where}.kind`),
    name: nameOf(unit),
    weight: typeof unit.weight === 'number' ? unit.weight : null,
    ...centreOf(unit.centre),
  }
}

function centreOf(value: unknown): { centre?: Spot } {
  if (typeof value !== 'object' || value === null) return {}
  const { lat, lng } = value as Record<string, unknown>
  return typeof lat === 'number' && typeof lng === 'number' ? { centre: { lat, lng } } : {}
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${where} is missing`)
  return Object.fromEntries(Object.entries(value))
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${where} is no list`)
  return value
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number') return String(value)
  throw new TypeError(`${where} is missing`)
}

/** A plain name, or the Chinese one of `{ zh, en }`. */
function nameOf(unit: Record<string, unknown>): string {
  const name = unit.name
  if (typeof name === 'string') return name
  if (typeof name === 'object' && name !== null && 'zh' in name && typeof name.zh === 'string') return name.zh
  return text(unit.code, 'code')
}
