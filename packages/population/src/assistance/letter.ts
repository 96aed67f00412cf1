import type { Day } from '../chance/day.ts'
import { breaksLiving, incomeOn, personIncomeOn, yearIncomeBefore } from '../household/income.ts'
import { disabilityOn, type World } from '../household/world.ts'
import { isAbleToWork, type Person, workOn } from '../people/person.ts'
import { isWorking } from '../people/work.ts'
import type { BenefitSpell, MissedHelp } from './course.ts'
import { leftOver, rootCause } from './hardship.ts'
import { ASSET_LIMIT, citywideIncomeBefore, EDGE_MULTIPLE, livingStandardOn } from './standards.ts'

/** Days after a sudden event within which relief is still asked for. */
const RELIEF_DAYS = 120

/**
 * What is planted as missed: by the letter of the law on the as-of day. What the caseworkers' rough eye would have paid and
 * the letter does not is dropped; of the household's own help, what the letter gives and the eye did not see is added.
 */
export function missedByLetter(
  world: World,
  day: Day,
  { missed, spells }: { readonly missed: readonly MissedHelp[]; readonly spells: readonly BenefitSpell[] },
): MissedHelp[] {
  const due = missed.filter((one) => isDueByLetter(one, world, day, spells))
  const isSeen = (policy: string): boolean =>
    due.some((one) => one.policy === policy) || isPaid(policy, spells, day)
  if (isSeen('tekun-support')) return due
  const own = ['dibao', 'rigid-expense-living-relief', 'dibao-edge'].find((policy) =>
    isDueByLetter({ policy, slot: null }, world, day, spells),
  )
  if (own !== undefined && !isSeen(own))
    due.push({ policy: own, slot: null, since: day, cause: rootCause(world, day), barrier: 'turned-away' })
  return due
}

/**
 * Whether the letter of the regulation gives help on a day, by the true circumstances. Written here a second time, from
 * the fact base and not from the policy library, so that what is planted does not follow from the rules that look for it.
 * Kinds of help that hang on age or certificate alone are right as the course of help sees them.
 */
function isDueByLetter(
  missed: Pick<MissedHelp, 'policy' | 'slot'>,
  world: World,
  day: Day,
  spells: readonly BenefitSpell[],
): boolean {
  const inDibao = isPaid('dibao', spells, day)
  const person = missed.slot === null ? undefined : world.persons[missed.slot - 1]
  switch (missed.policy) {
    case 'dibao':
      return world.local && !inDibao && perHead(world, day) < livingStandardOn(day) && hasDibaoAssets(world)
    case 'dibao-edge':
      return (
        world.local &&
        !inDibao &&
        perHead(world, day) < livingStandardOn(day) * EDGE_MULTIPLE &&
        hasEdgeAssets(world)
      )
    case 'rigid-expense-living-relief':
      return (
        world.local &&
        !inDibao &&
        yearIncomeBefore(world, day) / world.persons.length < citywideIncomeBefore(day) &&
        leftOver(world, day) / world.persons.length < livingStandardOn(day) &&
        hasEdgeAssets(world)
      )
    case 'tekun-support':
      return person !== undefined && isTekun(person, world, day)
    case 'severe-disabled-jobless-relief':
      return inDibao && person !== undefined && !isWorking(workOn(person, day))
    case 'disability-living-subsidy': {
      const recognised = inDibao || isPaid('dibao-edge', spells, day)
      const tekun = isPaid('tekun-support', spells, day)
      return person !== undefined && (isSevereJobless(person, day) || (recognised && !tekun))
    }
    case 'long-term-care-insurance':
      return person !== undefined && isInsuredForCare(person, day)
    case 'temporary-relief':
      return world.events.some((event) => {
        const lately = event.day <= day && day - event.day < RELIEF_DAYS
        const inNeed = inDibao && event.cost > world.assets
        return lately && (breaksLiving(world, event, day) || inNeed)
      })
    default:
      return true
  }
}

const isPaid = (policy: string, spells: readonly BenefitSpell[], day: Day): boolean =>
  spells.some(
    (spell) => spell.policy === policy && spell.from <= day && (spell.to === null || day < spell.to),
  )

const perHead = (world: World, day: Day): number => incomeOn(world, day) / world.persons.length

function hasDibaoAssets(world: World): boolean {
  return isWithin(world, 'living') && !world.hasCar && !world.hasNonResidentialProperty
}

const hasEdgeAssets = (world: World): boolean => isWithin(world, 'edge')

function isWithin(world: World, kind: keyof typeof ASSET_LIMIT): boolean {
  const size = world.persons.length
  return world.assets / size <= ASSET_LIMIT[kind][size >= 3 ? 'larger' : 'small']
}

function isTekun(person: Person, world: World, day: Day): boolean {
  const outside = person.slot === 1 ? world.familySupport + world.propertyIncome : 0
  return (
    world.local &&
    (person.age >= 60 || person.age < 16 || disabilityOn(person, day) !== null) &&
    (person.age >= 60 || person.age < 16 || !isAbleToWork(person, day)) &&
    personIncomeOn(person, day) + outside < livingStandardOn(day) &&
    hasDibaoAssets(world) &&
    !person.capableObligor
  )
}

function isSevereJobless(person: Person, day: Day): boolean {
  const grade = disabilityOn(person, day)?.grade ?? 4
  return person.age >= 16 && grade <= 2 && !isWorking(workOn(person, day))
}

function isInsuredForCare(person: Person, day: Day): boolean {
  if (person.insurance === 'resident') return true
  const pension = person.pension
  const retired = pension !== null && pension.from <= day && pension.kind !== 'resident'
  return person.insurance === 'employee' && retired
}
