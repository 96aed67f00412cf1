import type { Rng } from '../chance/rng.ts'
import { draw, weighted } from '../chance/weighted.ts'
import type { Sex } from '../people/person.ts'
import { GIVEN, HOMOPHONES, LOCAL_SURNAMES, OTHER_SURNAMES, UNUSUAL } from './name-lists.ts'

const LOCAL = weighted<string>(LOCAL_SURNAMES)
const OTHER = weighted<string>(OTHER_SURNAMES)
const ERAS = GIVEN.map((era) => ({
  bornBefore: era.bornBefore,
  male: Array.from(era.male),
  female: Array.from(era.female),
}))

const SOUNDS_LIKE = new Map<string, readonly string[]>()
for (const group of HOMOPHONES) {
  const characters = Array.from(group)
  for (const character of characters) {
    const others = characters.filter((each) => each !== character)
    SOUNDS_LIKE.set(character, [...(SOUNDS_LIKE.get(character) ?? []), ...others])
  }
}

export interface Bearer {
  readonly slot: number
  readonly relation: string
  readonly sex: Sex
  readonly birthYear: number
  readonly local: boolean
}

/**
 * Names of one household: children carry the father's surname, the head's father the head's, others their own. A few
 * households have names of other forms altogether.
 */
export function drawNames(bearers: readonly Bearer[], rng: Rng): string[] {
  const head = bearers[0]
  if (!head) return []
  const family = draw(head.local ? LOCAL : OTHER, rng)
  const spouse = draw(head.local ? LOCAL : OTHER, rng)
  const fatherIsHead = head.sex === 'male'
  const people = rng.chance(head.local ? 0.0006 : 0.006) ? rng.pick(UNUSUAL) : null
  const names: string[] = []
  for (const bearer of bearers) {
    const own = surnameOf(bearer, family, spouse, fatherIsHead, rng)
    const fresh = (): string => (people === null ? own + given(bearer, rng) : rng.pick(people[bearer.sex]))
    let name = fresh()
    for (let again = 0; again < 20 && names.includes(name); again += 1) name = fresh()
    names.push(name)
  }
  return names
}

function surnameOf(bearer: Bearer, family: string, spouse: string, fatherIsHead: boolean, rng: Rng): string {
  switch (bearer.relation) {
    case 'head':
    case 'sibling':
      return family
    case 'spouse':
      return spouse
    case 'child':
    case 'grandchild':
      return fatherIsHead || rng.chance(0.12) ? family : spouse
    case 'parent':
      return bearer.sex === 'male' ? family : draw(bearer.local ? LOCAL : OTHER, rng)
    default:
      return draw(bearer.local ? LOCAL : OTHER, rng)
  }
}

function given(bearer: Bearer, rng: Rng): string {
  const era = ERAS.find((each) => bearer.birthYear < each.bornBefore) ?? ERAS[ERAS.length - 1]
  const characters = era?.[bearer.sex] ?? []
  const first = rng.pick(characters)
  const oneCharacter = bearer.birthYear >= 1975 && bearer.birthYear < 1995 ? 0.36 : 0.12
  if (rng.chance(oneCharacter)) return first
  const second = rng.pick(characters)
  return second === first ? first + rng.pick(characters) : first + second
}

/** The name with one character mistaken for another that sounds alike; null when no character has such a twin. */
export function misheard(name: string, rng: Rng): string | null {
  const characters = Array.from(name)
  const places = characters.flatMap((character, index) => (SOUNDS_LIKE.has(character) ? [index] : []))
  if (places.length === 0) return null
  const place = rng.pick(places)
  const twins = SOUNDS_LIKE.get(characters[place] ?? '') ?? []
  return [...characters.slice(0, place), rng.pick(twins), ...characters.slice(place + 1)].join('')
}
