import type { Rng } from '../chance/rng.ts'
import { draw, type Weighted, weighted } from '../chance/weighted.ts'
import { ASSUMED } from '../distributions.ts'

/** A place, degrees (WGS 84). */
export interface Spot {
  readonly lat: number
  readonly lng: number
}

/** One unit of the org tree, as `districts/<district>/org.yaml` has it. */
export interface OrgUnitInput {
  /** Codes joined by `/` with a trailing slash. */
  readonly path: string
  readonly code: string
  /** Committees are what ends in `committee`, or is `residents` or `village`; a village's name holds `village`. */
  readonly kind: string
  readonly name?: string
  /** Relative number of people. */
  readonly weight?: number | null
  /** Its place, WGS 84. */
  readonly centre?: Spot
}

/** A residents' or village committee with the names of the units above it, for addresses. */
export interface Committee {
  readonly path: string
  readonly rural: boolean
  /** e.g. `夏阳街道`; the code where the list has no names. */
  readonly street: string
  readonly district: string
  /** e.g. `东盛社区居委会`. */
  readonly name: string
  /** null where the list has no places. */
  readonly centre: Spot | null
}

export interface Committees {
  readonly all: readonly Committee[]
  readonly byWeight: Weighted<Committee>
}

const isCommittee = (kind: string): boolean => /committee|^residents$|^village$/.test(kind)
const isRural = (kind: string): boolean => kind.includes('village')

/**
 * The committees of an org list with their weights. A street's weight is shared out among its committees by theirs
 * (a village counts as `villageWeight` of a residents' committee where the list has none). Throws when there is no committee.
 */
export function readCommittees(org: readonly OrgUnitInput[]): Committees {
  const byPath = new Map(org.map((unit) => [unit.path, unit]))
  const above = (path: string): OrgUnitInput | undefined =>
    byPath.get(path.slice(0, path.lastIndexOf('/', path.length - 2) + 1))
  const leaves = org.filter((unit) => isCommittee(unit.kind))
  const own = (unit: OrgUnitInput): number => unit.weight ?? (isRural(unit.kind) ? ASSUMED.villageWeight : 1)
  const sums = new Map<string, number>()
  for (const unit of leaves) {
    const street = above(unit.path)?.path ?? ''
    sums.set(street, (sums.get(street) ?? 0) + own(unit))
  }
  const entries = leaves.map((unit): [Committee, number] => {
    const street = above(unit.path)
    const district = street && above(street.path)
    const committee: Committee = {
      path: unit.path,
      rural: isRural(unit.kind),
      street: street?.name ?? street?.code ?? '',
      district: district?.name ?? district?.code ?? '',
      name: unit.name ?? unit.code,
      centre: unit.centre ?? null,
    }
    const sum = sums.get(street?.path ?? '') ?? 1
    return [committee, ((street?.weight ?? sum) * own(unit)) / sum]
  })
  if (entries.length === 0) throw new RangeError('the org list has no committee')
  return { all: entries.map(([committee]) => committee), byWeight: weighted(entries) }
}

/** Draws the committee of a household. `everyCommitteeFirst`: the first households go round all committees once. */
export function drawCommittee(
  committees: Committees,
  household: number,
  everyCommitteeFirst: boolean,
  rng: Rng,
): Committee {
  const first = everyCommitteeFirst ? committees.all[household] : undefined
  return first ?? draw(committees.byWeight, rng)
}
