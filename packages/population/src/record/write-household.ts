import type { LegalDate } from '@lastmile/domain'
import type { Assistance } from '../assistance/receipts.ts'
import type { Day } from '../chance/day.ts'
import { Rng, STREAMS } from '../chance/rng.ts'
import type { World, WorldEvent } from '../household/world.ts'
import type { IdentityIssuer } from '../identity/issuer.ts'
import { drawNames } from '../identity/names.ts'
import type { PhoneIssuer } from '../identity/phone.ts'
import { syntheticId } from '../identity/uuid.ts'
import { addressIn } from '../place/address.ts'
import { spotIn } from '../place/spot.ts'
import type { SyntheticHousehold, SyntheticMember } from '../synthetic-household.ts'
import { plantTruth } from '../truth/plant.ts'
import { blurFacts, drawUnfamiliarity } from './blur.ts'
import { playRecord } from './changes.ts'
import type { ErrorModel } from './error-model.ts'
import { HOUSEHOLD_COLUMNS, type HouseholdFact, PERSON_COLUMNS, type PersonFact } from './fact-columns.ts'
import { currentBenefits, tellHistory } from './history.ts'

export interface Writer {
  readonly seedHash: number
  readonly asOf: Day
  readonly start: Day
  readonly errors: ErrorModel
  readonly identities: IdentityIssuer
  readonly phones: PhoneIssuer
}

/** Turns a true household into what the records hold of it, with its planted truth beside it. */
export function writeHousehold(
  index: number,
  world: World,
  assistance: Assistance,
  crises: readonly WorldEvent[],
  writer: Writer,
): SyntheticHousehold {
  const { asOf, start, errors, seedHash } = writer
  const ids = Rng.for(seedHash, index, STREAMS.ids)
  const id = syntheticId(index, 0, ids)
  const memberIds = world.persons.map((person) => syntheticId(index, person.slot, ids))
  const papers = world.persons.map((person) => writer.identities.issue(person.age, person.sex))
  const birthDates: LegalDate[] = papers.map((paper) => paper.birthDate)
  const names = drawNames(
    world.persons.map((person, at) => ({
      slot: person.slot,
      relation: person.relation,
      sex: person.sex,
      birthYear: Number(birthDates[at]?.slice(0, 4)),
      local: person.shanghaiHukou,
    })),
    Rng.for(seedHash, index, STREAMS.names),
  )

  const rng = Rng.for(seedHash, index, STREAMS.record)
  const spells = assistance.spells
  const record = playRecord({ world, spells, birthDates, asOf }, start, errors, rng)
  const unfamiliarity = drawUnfamiliarity(rng)
  const leftOut = [
    blurFacts<HouseholdFact>(record.household, HOUSEHOLD_COLUMNS, errors, unfamiliarity, rng),
    ...record.members.map((facts) =>
      blurFacts<PersonFact>(facts, PERSON_COLUMNS, errors, unfamiliarity, rng),
    ),
  ]

  const members = world.persons.map((person, at): SyntheticMember => {
    const phone = person.age >= 16 ? writer.phones.issue() : null
    return {
      id: memberIds[at] ?? '',
      name: names[at] ?? '',
      sex: person.sex,
      birthDate: birthDates[at] ?? '',
      idNumber: rng.chance(errors.withoutNumber) ? null : (papers[at]?.idNumber ?? null),
      phone: rng.chance(errors.withoutPhone) ? null : phone,
      relation: person.relation,
      facts: record.members[at] ?? {},
    }
  })
  return {
    index,
    id,
    orgPath: world.place.path,
    place: { district: world.place.district, street: world.place.street, committee: world.place.name },
    address: addressIn(world.place, Rng.for(seedHash, index, STREAMS.place)),
    spot: spotIn(world.place, Rng.for(seedHash, index, STREAMS.spot)),
    facts: record.household,
    members,
    benefits: currentBenefits(spells, members, asOf),
    history: tellHistory(
      { start, asOf, members, spells, events: [...world.events, ...crises], record, leftOut },
      errors.lateDays.asked,
      rng,
    ),
    truth: plantTruth({ world, assistance, crises, asOf, householdId: id, memberIds }),
  }
}
