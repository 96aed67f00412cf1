import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { ASSUMED } from '../distributions.ts'
import { yuan } from '../people/health.ts'
import type { Person } from '../people/person.ts'
import { SCHOOL_COST } from '../people/schooling.ts'
import type { Committee } from '../place/committees.ts'
import { personIncomeOn } from './income.ts'
import type { Misfortunes } from './misfortunes.ts'
import type { Shape } from './shapes.ts'
import type { World } from './world.ts'

interface Household {
  readonly place: Committee
  readonly local: boolean
  readonly shape: Shape
  readonly persons: readonly Person[]
}

type Means = Omit<World, keyof Household | 'events' | 'lost'>

/** Support, savings, home and running costs, correlated with what the household earned before misfortune. */
export function drawMeans(
  household: Household,
  misfortunes: Misfortunes,
  { asOf, start }: { readonly asOf: Day; readonly start: Day },
  rng: Rng,
): Means {
  const { shape, local, persons } = household
  const size = persons.length
  const eldersAlone = shape === 'elder_alone' || shape === 'elder_couple'
  let earned = misfortunes.lost?.amount ?? 0
  for (const person of persons) earned += personIncomeOn(person, start)
  const familySupport = drawSupport(eldersAlone, persons, earned / size, rng)
  const perHead = (earned + familySupport) / size / 100
  const propertyIncome =
    local && rng.chance(perHead > 5_000 ? 0.16 : 0.03) ? yuan(rng.logNormal(1_500, 0.5), 100) : 0

  let spent = 0
  for (const event of misfortunes.events) spent += event.cost
  const saved = yuan(size * rng.logNormal(9_000 + 13 * Math.max(0, perHead - 900), 1), 100)
  const assets = Math.max(yuan(rng.between(0, 30), 1) * 10, saved - Math.round(spent * 0.8))
  const short = spent > saved
  const carShare = perHead < 1_800 ? 0.03 : perHead < 3_500 ? 0.12 : perHead < 6_000 ? 0.36 : 0.56
  const educationExpense = persons.reduce(
    (sum, person) =>
      sum + (person.school === 'none' ? 0 : yuan(rng.logNormal(SCHOOL_COST[person.school], 0.35), 10)),
    0,
  )
  return {
    familySupport,
    propertyIncome,
    assets,
    debt: short
      ? yuan((spent - saved) / 100, 1_000)
      : rng.chance(0.05)
        ? yuan(rng.logNormal(20_000, 0.9), 1_000)
        : 0,
    arrearsMonths: rng.chance(perHead < 1_800 ? 0.09 : 0.008) ? rng.between(1, 7) : 0,
    hasCar: rng.chance(eldersAlone ? carShare * 0.25 : carShare),
    hasNonResidentialProperty: rng.chance(perHead > 8_000 ? 0.03 : 0.003),
    ...drawHome(household, perHead, rng),
    educationExpense,
    otherExpense: persons.some((person) => person.disability !== null && person.disability.since <= asOf)
      ? rng.chance(0.4)
        ? yuan(rng.logNormal(4_200, 0.6), 100)
        : 0
      : 0,
    isolated: eldersAlone ? rng.chance(shape === 'elder_alone' ? 0.2 : 0.07) : rng.chance(0.02),
  }
}

/** Relatives outside help elders, and those who have next to nothing; who has no such relatives gets nothing. Fen a month. */
function drawSupport(eldersAlone: boolean, persons: readonly Person[], perHead: number, rng: Rng): number {
  if (!persons.some((person) => person.capableObligor)) return 0
  const kind = eldersAlone ? ASSUMED.familySupport : perHead < 1_200_00 ? ASSUMED.supportWithoutIncome : null
  if (kind === null || !rng.chance(kind.share)) return 0
  return yuan(rng.logNormal(kind.median, kind.sigma), 100)
}

function drawHome(
  { place, local, persons }: Household,
  perHead: number,
  rng: Rng,
): Pick<World, 'tenure' | 'rent' | 'livingArea' | 'buildingArea' | 'houseGrade' | 'atRegistered'> {
  const roll = rng.unit()
  let tenure: World['tenure']
  if (!local) tenure = roll < 0.72 ? 'private_rental' : roll < 0.95 ? 'owned' : 'lent'
  else if (place.rural)
    tenure = roll < 0.83 ? 'homestead' : roll < 0.92 ? 'owned' : roll < 0.96 ? 'lent' : 'private_rental'
  else
    tenure = roll < 0.78 ? 'owned' : roll < 0.85 ? 'public_rental' : roll < 0.93 ? 'private_rental' : 'lent'
  const rent =
    tenure === 'private_rental'
      ? yuan(rng.logNormal(local ? 1_900 : 1_500, 0.4) * Math.min(1.4, 0.6 + perHead / 9_000), 50)
      : tenure === 'public_rental'
        ? yuan(rng.between(60, 260), 5)
        : 0
  const perPerson = tenure === 'homestead' ? 42 : tenure === 'owned' ? 30 : 15
  const building = Math.round((20 + perPerson * persons.length ** 0.7) * (0.7 + 0.6 * rng.unit()))
  const gradeRoll = rng.unit()
  const apart = local ? rng.unit() : 1
  return {
    tenure,
    rent,
    buildingArea: building,
    livingArea: Math.round(building * (0.52 + 0.14 * rng.unit())),
    houseGrade:
      tenure !== 'homestead'
        ? null
        : gradeRoll < 0.4
          ? 'A'
          : gradeRoll < 0.9
            ? 'B'
            : gradeRoll < 0.982
              ? 'C'
              : 'D',
    atRegistered:
      apart < 0.08
        ? 'elsewhere_in_street'
        : apart < 0.15
          ? 'elsewhere_in_district'
          : apart < 0.18 || !local
            ? 'elsewhere_in_city'
            : 'at_registered',
  }
}
