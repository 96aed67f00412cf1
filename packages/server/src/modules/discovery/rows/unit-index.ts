import { isWithin, nearest, type OrgPath } from '@lastmile/domain'
import { plain } from '../values/clean.ts'
import { found, type Reading, wrong } from '../values/reading.ts'

/** A unit of the org tree that households may lie in. */
export interface Unit {
  readonly path: OrgPath
  readonly kind: string
  readonly name: string
}

const ENDING =
  /(社区)?(居民委员会|村民委员会|居委会|村委会|居民区|居委|村委|社区|街道办事处|镇人民政府|乡人民政府|街道办|街道|镇|乡)$/

/** A unit's name without the words around it: 东盛社区居委会, 东盛居委 and 青浦区夏阳街道东盛社区 are one place. */
function stem(name: string): string {
  const bare = plain(name)
    .replace(/[\s()]/g, '')
    .replace(/^上海市?/, '')
    .replace(/^青浦区?(?=.{2})/, '')
  let text = bare
  for (let before = ''; before !== text && text.length > 2; ) {
    before = text
    text = text.replace(ENDING, '')
  }
  return text.length >= 1 ? text : bare
}

const MOST_KEPT = 5000

/** Finds units by the names that rosters give them. */
export class UnitIndex {
  private readonly streets: readonly Unit[]
  private readonly committees: readonly Unit[]
  private readonly byPath: ReadonlyMap<string, Unit>
  private readonly found = new Map<string, Reading<Unit>>()

  constructor(units: readonly Unit[]) {
    this.streets = units.filter((unit) => unit.kind === 'street')
    this.committees = units.filter((unit) => unit.kind === 'committee')
    this.byPath = new Map(units.map((unit) => [unit.path, unit]))
  }

  nameOf(path: OrgPath): string {
    return this.byPath.get(path)?.name ?? path
  }

  /** The unit that the words of a row mean: the committee, within the street when that is said. Lists name the same ones again and again. */
  find(street: string | null, committee: string, scope: OrgPath): Reading<Unit> {
    const words = `${street ?? ''}\n${committee}\n${scope}`
    const known = this.found.get(words)
    if (known) return known
    if (this.found.size >= MOST_KEPT) this.found.clear()
    const unit = this.look(street, committee, scope)
    this.found.set(words, unit)
    return unit
  }

  private look(street: string | null, committee: string, scope: OrgPath): Reading<Unit> {
    const within = street === null ? null : this.findStreet(street)
    if (within && !within.ok) return within
    const above = within?.value?.path ?? null
    const candidates = this.committees.filter((unit) => above === null || isWithin(unit.path, above))
    const matches = this.match(candidates, committee)
    const inside = matches.filter((unit) => isWithin(unit.path, scope))
    if (inside.length > 1) {
      const choices = inside.map((unit) => this.placeOf(unit)).join('、')
      return wrong('unit_ambiguous', { unit: plain(committee), choices })
    }
    const [unit] = inside
    if (unit) return found(unit)
    if (matches[0]) return wrong('unit_outside', { unit: plain(committee), scope: this.nameOf(scope) })
    return this.unknown('committee', committee, candidates)
  }

  private findStreet(text: string): Reading<Unit> {
    const [street] = this.match(this.streets, text)
    return street ? found(street) : this.unknown('street', text, this.streets)
  }

  private match(units: readonly Unit[], text: string): Unit[] {
    const wanted = plain(text).replace(/\s/g, '')
    const exact = units.filter((unit) => unit.name === wanted)
    if (exact.length > 0) return exact
    const withStreet = this.streets.find((street) =>
      wanted.replace(/^上海市?|青浦区/g, '').startsWith(street.name),
    )
    const rest =
      withStreet && !units.includes(withStreet)
        ? wanted.slice(wanted.indexOf(withStreet.name) + withStreet.name.length)
        : wanted
    const named = units.filter(
      (unit) => stem(unit.name) === stem(rest) && (!withStreet || isWithin(unit.path, withStreet.path)),
    )
    // 新阳村 is the village and not the residents' committee 新阳, where there are both.
    const sameKind = named.filter((unit) => unit.name.includes('村') === rest.includes('村'))
    return sameKind.length > 0 ? sameKind : named
  }

  private unknown(kind: 'street' | 'committee', text: string, units: readonly Unit[]): Reading<Unit> {
    const near = nearest(
      stem(text),
      units.map((unit) => stem(unit.name)),
    )
    const unit = near === null ? undefined : units.find((one) => stem(one.name) === near)
    return wrong('unit_unknown', { unit: plain(text).slice(0, 40), kind, near: unit?.name ?? '' })
  }

  private placeOf(unit: Unit): string {
    const street = this.streets.find((one) => isWithin(unit.path, one.path))
    return `${street?.name ?? ''}${unit.name}`
  }
}
