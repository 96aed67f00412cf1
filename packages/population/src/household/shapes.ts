import type { Relation } from '@lastmile/domain'
import type { Rng } from '../chance/rng.ts'
import { weighted } from '../chance/weighted.ts'
import type { MaritalStatus, Sex } from '../people/person.ts'

/** Who lives together. */
export type Shape =
  | 'adult_alone'
  | 'elder_alone'
  | 'couple'
  | 'elder_couple'
  | 'couple_with_minors'
  | 'couple_with_adult_child'
  | 'parent_with_minors'
  | 'parent_with_adult_child'
  | 'three_generations'
  | 'couple_with_elder'
  | 'grandparents_with_grandchild'
  | 'siblings'

export interface Draft {
  readonly relation: Relation
  readonly sex: Sex
  readonly age: number
  readonly marital: MaritalStatus
}

/** Shares of the shapes among households registered in Shanghai and among others (assumption, fitted to the census). */
export const LOCAL_SHAPES = weighted<Shape>([
  ['adult_alone', 7],
  ['elder_alone', 10.8],
  ['couple', 13],
  ['elder_couple', 19.2],
  ['couple_with_minors', 11],
  ['couple_with_adult_child', 15.5],
  ['parent_with_minors', 1.7],
  ['parent_with_adult_child', 5],
  ['three_generations', 9.2],
  ['couple_with_elder', 5.5],
  ['grandparents_with_grandchild', 0.7],
  ['siblings', 0.9],
])
export const OTHER_SHAPES = weighted<Shape>([
  ['adult_alone', 34.5],
  ['elder_alone', 0.8],
  ['couple', 31],
  ['elder_couple', 0.9],
  ['couple_with_minors', 15],
  ['couple_with_adult_child', 8],
  ['parent_with_minors', 1.4],
  ['parent_with_adult_child', 1],
  ['three_generations', 2.8],
  ['couple_with_elder', 0.9],
  ['grandparents_with_grandchild', 0.3],
  ['siblings', 3],
])

const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male')
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
/** 110 boys to 100 girls (assumption). */
const newborn = (rng: Rng): Sex => (rng.chance(0.524) ? 'male' : 'female')

/** 60 and more, falling off so that seven in ten are 65 or older. */
function elderAge(rng: Rng): number {
  return 60 + Math.min(41, Math.floor(rng.exponential(13.7)))
}

function workingAge(rng: Rng, local: boolean): number {
  return local ? rng.between(24, 59) : clamp(Math.round(34 + rng.normal() * 9.5), 18, 59)
}

/** Age gap of mother and child. */
function generation(rng: Rng): number {
  return clamp(Math.round(26.5 + rng.normal() * 3.6), 18, 42)
}

function couple(rng: Rng, age: number): Draft[] {
  const head: Sex = rng.chance(0.84) ? 'male' : 'female'
  const gap = Math.round(2 + rng.normal() * 2)
  const spouseAge = clamp(head === 'male' ? age - gap : age + gap, 20, 101)
  return [
    { relation: 'head', sex: head, age, marital: 'married' },
    { relation: 'spouse', sex: other(head), age: spouseAge, marital: 'married' },
  ]
}

/** Children under 18, the eldest first; the youngest parent's age bounds the eldest. */
function minors(rng: Rng, parentAge: number, local: boolean, relation: Relation = 'child'): Draft[] {
  const eldest = clamp(parentAge - generation(rng), 0, 17)
  const children: Draft[] = [{ relation, sex: newborn(rng), age: eldest, marital: 'single' }]
  const wanted = rng.chance(local ? 0.24 : 0.36) ? (rng.chance(0.06) ? 2 : 1) : 0
  let age = eldest
  for (let i = 0; i < wanted; i += 1) {
    age -= rng.between(2, 6)
    if (age >= 0) children.push({ relation, sex: newborn(rng), age, marital: 'single' })
  }
  return children
}

/** An elder's or parent's own parents living along: mostly one widowed, else both. */
function elders(rng: Rng, childAge: number): Draft[] {
  const age = clamp(childAge + generation(rng), 52, 99)
  if (rng.chance(0.5)) {
    const sex: Sex = rng.chance(0.3) ? 'male' : 'female'
    return [{ relation: 'parent', sex, age, marital: 'widowed' }]
  }
  return [
    { relation: 'parent', sex: 'male', age: clamp(age + 1, 52, 100), marital: 'married' },
    { relation: 'parent', sex: 'female', age, marital: 'married' },
  ]
}

/** The people of a household of a shape, the head first. */
export function draftMembers(shape: Shape, local: boolean, rng: Rng): Draft[] {
  switch (shape) {
    case 'adult_alone': {
      const sex: Sex = rng.chance(local ? 0.6 : 0.79) ? 'male' : 'female'
      const age = workingAge(rng, local)
      const marital = rng.chance(local ? 0.62 : 0.45)
        ? 'single'
        : rng.chance(local ? 0.6 : 0.1)
          ? 'divorced'
          : 'married'
      return [{ relation: 'head', sex, age, marital }]
    }
    case 'elder_alone': {
      const sex: Sex = rng.chance(0.4) ? 'male' : 'female'
      const roll = rng.unit()
      const marital = roll < 0.76 ? 'widowed' : roll < 0.87 ? 'divorced' : 'single'
      return [{ relation: 'head', sex, age: elderAge(rng) + (marital === 'widowed' ? 3 : 0), marital }]
    }
    case 'couple':
      return couple(rng, workingAge(rng, local))
    case 'elder_couple': {
      const pair = couple(rng, elderAge(rng))
      return pair.map((person) => ({ ...person, age: Math.max(60, person.age) }))
    }
    case 'couple_with_minors': {
      const pair = couple(rng, clamp(Math.round(36 + rng.normal() * 5), 23, 52))
      const youngest = Math.min(...pair.map((person) => person.age))
      return [...pair, ...minors(rng, youngest, local)]
    }
    case 'couple_with_adult_child': {
      const childAge = rng.chance(0.55) ? rng.between(18, 25) : rng.between(26, 44)
      const pair = couple(rng, childAge + generation(rng))
      return [...pair, { relation: 'child', sex: newborn(rng), age: childAge, marital: 'single' }]
    }
    case 'parent_with_minors': {
      const sex: Sex = rng.chance(0.24) ? 'male' : 'female'
      const age = clamp(Math.round(37 + rng.normal() * 5), 23, 54)
      const marital = rng.chance(0.74) ? 'divorced' : rng.chance(0.6) ? 'widowed' : 'single'
      return [{ relation: 'head', sex, age, marital }, ...minors(rng, age, local)]
    }
    case 'parent_with_adult_child': {
      const childAge = rng.between(22, 56)
      const age = clamp(childAge + generation(rng), 42, 97)
      const sex: Sex = rng.chance(0.26) ? 'male' : 'female'
      const marital = rng.chance(age >= 65 ? 0.88 : 0.4) ? 'widowed' : 'divorced'
      const childMarital = rng.chance(0.8) ? 'single' : 'divorced'
      return [
        { relation: 'head', sex, age, marital },
        { relation: 'child', sex: newborn(rng), age: childAge, marital: childMarital },
      ]
    }
    case 'three_generations': {
      const pair = couple(rng, clamp(Math.round(37 + rng.normal() * 5), 24, 52))
      const youngest = Math.min(...pair.map((person) => person.age))
      return [...pair, ...minors(rng, youngest, local), ...elders(rng, pair[0]?.age ?? 38)]
    }
    case 'couple_with_elder': {
      const pair = couple(rng, rng.between(32, 60))
      return [...pair, ...elders(rng, pair[0]?.age ?? 45)]
    }
    case 'grandparents_with_grandchild': {
      const childAge = rng.between(3, 16)
      const pair = couple(rng, clamp(childAge + 50 + rng.between(-3, 8), 52, 80))
      const alone = rng.chance(0.35)
      const keepers = alone
        ? pair.slice(0, 1).map((person): Draft => ({ ...person, marital: 'widowed' }))
        : pair
      return [...keepers, { relation: 'grandchild', sex: newborn(rng), age: childAge, marital: 'single' }]
    }
    case 'siblings': {
      const age = workingAge(rng, local)
      const sibling: Draft = {
        relation: 'sibling',
        sex: rng.chance(0.56) ? 'male' : 'female',
        age: clamp(age + rng.between(-7, 4), 18, 70),
        marital: 'single',
      }
      return [
        { relation: 'head', sex: rng.chance(0.62) ? 'male' : 'female', age, marital: 'single' },
        sibling,
      ]
    }
  }
}
