import { type Day, legalDate, parseDay } from './chance/day.ts'
import { Rng, STREAMS } from './chance/rng.ts'
import { numberFor } from './identity/issuer.ts'
import { misheard } from './identity/names.ts'
import { syntheticId } from './identity/uuid.ts'
import type { PersonFact } from './record/fact-columns.ts'
import type {
  DuplicateError,
  PlantedTruth,
  SyntheticHousehold,
  SyntheticMember,
} from './synthetic-household.ts'

const POOL = 512
/** Facts that another office would have written down of the same person. */
const CARRIED: readonly PersonFact[] = [
  'birth_date',
  'sex',
  'is_shanghai_hukou',
  'marital_status',
  'education_level',
  'has_disability_certificate',
  'disability_type',
  'disability_grade',
]

interface Donor {
  readonly household: string
  readonly member: SyntheticMember
}

/**
 * Plants people who are recorded twice: a grown-up of an earlier household who also stands in this one (a child counted with
 * the parents, a parent with the child), with the slips of a second pen. Keeps a bounded pool of earlier people.
 */
export class DuplicatePlanter {
  private readonly pool: Donor[] = []
  private readonly seedHash: number
  private readonly asOf: Day
  private readonly share: number

  constructor(seedHash: number, asOf: Day, share: number) {
    this.seedHash = seedHash
    this.asOf = asOf
    this.share = share
  }

  /** The household, perhaps with one person more who is somebody already recorded. */
  visit(household: SyntheticHousehold): SyntheticHousehold {
    const rng = Rng.for(this.seedHash, household.index, STREAMS.duplicate)
    const planted = rng.chance(this.share) && this.pool.length > 0
    const donor = planted ? rng.pick(this.pool) : null
    const grownUps = household.members.filter((member) => member.birthDate < '2005')
    if (grownUps.length > 0 && (this.pool.length < POOL || rng.chance(0.1))) {
      const at = this.pool.length < POOL ? this.pool.length : rng.between(0, POOL - 1)
      this.pool[at] = { household: household.id, member: rng.pick(grownUps) }
    }
    return donor === null ? household : this.plant(household, donor, rng)
  }

  private plant(household: SyntheticHousehold, donor: Donor, rng: Rng): SyntheticHousehold {
    const slot = household.members.length + 1
    const { member, errors } = this.copy(
      donor.member,
      syntheticId(household.index, slot, rng),
      household,
      rng,
    )
    const truth: PlantedTruth = {
      kind: 'duplicate',
      household: household.id,
      member: member.id,
      detail: { ofHousehold: donor.household, ofMember: donor.member.id, errors },
    }
    return {
      ...household,
      members: [...household.members, member],
      truth: [...household.truth, truth],
    }
  }

  private copy(
    original: SyntheticMember,
    id: string,
    household: SyntheticHousehold,
    rng: Rng,
  ): { member: SyntheticMember; errors: DuplicateError[] } {
    const errors: DuplicateError[] = []
    let { name, birthDate, idNumber, phone } = original
    const roll = rng.unit()
    if (roll < 0.3) {
      const wrong = misheard(name, rng)
      if (wrong !== null && wrong !== name) {
        name = wrong
        errors.push('homophone')
      }
    }
    if (roll >= 0.2 && roll < 0.45 && idNumber !== null) {
      const swapped = swapDigits(idNumber, this.asOf, rng)
      if (swapped !== null) {
        idNumber = swapped.idNumber
        birthDate = swapped.birthDate
        errors.push('swapped-digits')
      }
    } else if (roll >= 0.45 && roll < 0.68) {
      birthDate = wrongBirthDay(birthDate, this.asOf, rng)
      idNumber = null
      errors.push('wrong-birth-day', 'missing-id')
    } else if (roll >= 0.68 && roll < 0.85) {
      idNumber = null
      errors.push('missing-id')
    }
    if (rng.chance(0.35) && phone !== null) {
      phone = household.members.find((member) => member.phone !== null)?.phone ?? null
      errors.push('other-phone')
    }
    const facts: SyntheticMember['facts'] = {}
    for (const fact of CARRIED) {
      const value = original.facts[fact]
      if (value !== undefined) facts[fact] = value
    }
    if (facts.birth_date !== undefined) facts.birth_date = birthDate
    const relation = relationTo(household, original)
    return { member: { id, name, sex: original.sex, birthDate, idNumber, phone, relation, facts }, errors }
  }
}

/** A child of the head, a parent, or somebody else, by the years between them. */
function relationTo(household: SyntheticHousehold, person: SyntheticMember): SyntheticMember['relation'] {
  const head = household.members[0]
  if (!head) return 'other'
  const years = Number(person.birthDate.slice(0, 4)) - Number(head.birthDate.slice(0, 4))
  if (years >= 18 && years <= 42) return 'child'
  return years <= -18 && years >= -42 ? 'parent' : 'other'
}

/**
 * Two neighbouring digits of the birthday or the sequence swapped, and the check character made to fit, as a clerk's form
 * does that works the last character out by itself: the number is valid and belongs to nobody else on purpose.
 */
export function swapDigits(
  idNumber: string,
  asOf: Day,
  rng: Rng,
): { idNumber: string; birthDate: string } | null {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const at = rng.pick([8, 10, 12, 14])
    const digits = Array.from(idNumber.slice(0, 17))
    const [a = '', b = ''] = [digits[at], digits[at + 1]]
    if (a === b) continue
    digits[at] = b
    digits[at + 1] = a
    const text = digits.join('')
    const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
    if (!isPastDay(birthDate, asOf)) continue
    return { idNumber: numberFor(birthDate, Number(text.slice(14, 17))), birthDate }
  }
  return null
}

function isPastDay(date: string, asOf: Day): boolean {
  const day = parseDay(date)
  return day <= asOf && legalDate(day) === date
}

function wrongBirthDay(birthDate: string, asOf: Day, rng: Rng): string {
  const swapped = `${birthDate.slice(0, 5)}${birthDate.slice(8)}-${birthDate.slice(5, 7)}`
  if (rng.chance(0.3) && swapped !== birthDate && isPastDay(swapped, asOf)) return swapped
  const shift = rng.pick([-10, -1, 1, 1, 10, -2])
  const day = parseDay(birthDate) + shift
  return legalDate(day > asOf ? parseDay(birthDate) - 1 : day)
}
