import type { Day } from '../chance/day.ts'
import type { Rng } from '../chance/rng.ts'
import { draw } from '../chance/weighted.ts'
import { ASSUMED, shareAtAge } from '../distributions.ts'
import {
  drawCareLevel,
  drawDisability,
  drawEverydayCare,
  drawIllness,
  type HealthContext,
} from '../people/health.ts'
import { isSevere, type ParentStatus, type Parents, type Person, type WorkSpell } from '../people/person.ts'
import { drawEducation, drawSchool } from '../people/schooling.ts'
import { drawWorkingLife, isWorking } from '../people/work.ts'
import type { Committee } from '../place/committees.ts'
import { drawMeans } from './means.ts'
import { drawMisfortunes } from './misfortunes.ts'
import { type Draft, draftMembers, LOCAL_SHAPES, OTHER_SHAPES, type Shape } from './shapes.ts'
import type { World } from './world.ts'

export interface WorldContext {
  readonly asOf: Day
  /** First day of the three years that are told. */
  readonly start: Day
}

/** Draws one household of a committee: who lives there, how they live, and what befell them in three years. */
export function drawWorld(place: Committee, context: WorldContext, rng: Rng): World {
  const local = rng.chance(ASSUMED.localHouseholds[place.rural ? 'village' : 'residents'])
  const shape = draw(local ? LOCAL_SHAPES : OTHER_SHAPES, rng)
  const drafts = draftMembers(shape, local, rng)
  const withSmallChild = drafts.some((draft) => draft.age < 4)
  const persons = drafts.map((draft, index) =>
    drawPerson(draft, index + 1, { place, local, shape, withSmallChild, ...context }, rng),
  )
  for (const person of persons) person.parents = parentsOf(person, persons, shape, rng)
  const misfortunes = drawMisfortunes(persons, shape, context, rng)
  const means = drawMeans({ place, local, shape, persons }, misfortunes, context, rng)
  return { place, local, shape, persons, ...misfortunes, ...means }
}

interface PersonContext extends WorldContext {
  readonly place: Committee
  readonly local: boolean
  readonly shape: Shape
  readonly withSmallChild: boolean
}

function drawPerson(draft: Draft, slot: number, context: PersonContext, rng: Rng): Person {
  const { local, shape, asOf, start } = context
  const shanghaiHukou =
    local && !(draft.relation === 'spouse' && draft.age < 62 && rng.chance(ASSUMED.spouseFromElsewhere))
  const isGrownChild = draft.relation === 'child' && draft.age >= 26
  const health: HealthContext = {
    asOf,
    start,
    disabilityFactor: isGrownChild
      ? ASSUMED.disabledAdultChildFactor
      : shape === 'adult_alone' && draft.marital === 'single' && draft.age >= 40
        ? 2
        : 1,
  }
  const disability = drawDisability(draft.age, shanghaiHukou, health, rng)
  const illness = drawIllness(draft.age, draft.sex, health, rng)
  const learnsDifferently =
    disability !== null && (disability.type === 'intellectual' || disability.grade === 1)
  const school = learnsDifferently && draft.age >= 15 ? 'none' : drawSchool(draft.age, rng)
  const drawnEducation = drawEducation(draft.age, local, school, rng)
  const education = learnsDifferently && draft.age >= 12 ? 'primary' : drawnEducation
  const { work, pension } = drawWorkingLife(
    {
      asOf,
      start,
      age: draft.age,
      sex: draft.sex,
      local: shanghaiHukou,
      rural: context.place.rural,
      education,
      school,
      disability,
      illness,
      caring: context.withSmallChild && draft.sex === 'female' && draft.age < 45,
    },
    rng,
  )
  const chronic = rng.chance(shareAtAge(ASSUMED.chronicByAge, draft.age))
  const current = work[work.length - 1]
  const employeeInsured =
    pension?.kind === 'employee' ||
    (work.some((spell) => spell.kind === 'employee') && current?.kind !== 'at_home')
  return {
    slot,
    relation: draft.relation,
    sex: draft.sex,
    age: draft.age,
    shanghaiHukou,
    permitYears: drawPermit(shanghaiHukou, rng),
    education,
    marital: draft.marital,
    maritalBefore: null,
    school,
    work,
    pension,
    disability,
    illness,
    chronic,
    everydayCare: drawEverydayCare(draft.age, chronic, rng),
    careLevel: drawCareLevel(draft.age, disability, rng),
    insurance: employeeInsured ? 'employee' : shanghaiHukou || rng.chance(0.3) ? 'resident' : null,
    contributionMonths: drawContributions(draft.age, work, rng),
    capableObligor: drawObligor(draft, shape, rng),
    parents: null,
    veteran:
      draft.age >= 60 && rng.chance(0.006)
        ? rng.chance(0.5)
          ? 'disabled_soldier'
          : 'martyr_family'
        : 'none',
  }
}

/** Months of unemployment insurance paid in; enough for what was drawn from it (two months a year paid in). */
function drawContributions(age: number, work: readonly WorkSpell[], rng: Rng): number {
  if (!work.some(isWorking)) return 0
  const paidIn = Math.max(0, Math.round((age - 23) * 8 * rng.unit()))
  const drawn = work.find((spell) => spell.insuranceUntil !== null)
  const months = drawn ? Math.ceil(((drawn.insuranceUntil ?? drawn.from) - drawn.from) / 30) : 0
  return Math.max(paidIn, months * 6, drawn ? 12 : 0)
}

function drawPermit(shanghaiHukou: boolean, rng: Rng): number | null {
  if (shanghaiHukou || !rng.chance(ASSUMED.permit.holds)) return null
  return Math.min(25, Math.floor(rng.exponential(ASSUMED.permit.meanYears)))
}

/** Children, parents or spouse outside the household who must and can support: rare is the one without. */
function drawObligor(draft: Draft, shape: Shape, rng: Rng): boolean {
  if (shape === 'elder_alone') return rng.chance(draft.marital === 'single' ? 0.35 : 0.96)
  if (shape === 'adult_alone' && draft.marital === 'single' && draft.age >= 50) return rng.chance(0.72)
  return true
}

function parentsOf(person: Person, persons: readonly Person[], shape: Shape, rng: Rng): Parents | null {
  if (person.age >= 18 || (person.relation !== 'child' && person.relation !== 'grandchild')) return null
  if (person.relation === 'grandchild') return { father: absentParent(rng), mother: absentParent(rng) }
  const status = (sex: Person['sex']): ParentStatus => {
    const parent = persons.find(
      (each) => each.sex === sex && (each.relation === 'head' || each.relation === 'spouse'),
    )
    if (parent) return isSevere(parent) ? 'severe_disability' : 'normal'
    if (shape !== 'parent_with_minors') return 'normal'
    if (persons[0]?.marital === 'widowed') return 'dead'
    const roll = rng.unit()
    return roll < 0.86 ? 'normal' : roll < 0.96 ? 'lost_contact' : 'imprisoned'
  }
  return { father: status('male'), mother: status('female') }
}

function absentParent(rng: Rng): ParentStatus {
  const roll = rng.unit()
  if (roll < 0.5) return 'normal'
  if (roll < 0.7) return 'dead'
  if (roll < 0.82) return 'lost_contact'
  return roll < 0.93 ? 'imprisoned' : 'severe_disability'
}
