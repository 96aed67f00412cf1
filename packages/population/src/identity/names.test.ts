import { namePinyin } from '@lastmile/domain'
import { expect, test } from 'vitest'
import { hashSeed, Rng, STREAMS } from '../chance/rng.ts'
import { HOMOPHONES, UNUSUAL } from './name-lists.ts'
import { drawNames, misheard } from './names.ts'

test.each(HOMOPHONES)('%s sound alike', (group) => {
  // Read as the last character of a name, not as a surname.
  const sounds = Array.from(group, (character) => namePinyin(`王大${character}`))
  expect(new Set(sounds).size).toBe(1)
})

test('children carry a surname of the family, names differ, and rare ones appear', () => {
  const names = new Set<string>()
  const strange: unknown[] = []
  for (let index = 0; index < 6_000; index += 1) {
    const rng = Rng.for(hashSeed('names'), index, STREAMS.names)
    const bearer = (slot: number, relation: string, sex: 'male' | 'female', birthYear: number) => ({
      slot,
      relation,
      sex,
      birthYear,
      local: index % 2 === 0,
    })
    const [father = '', mother = '', child = ''] = drawNames(
      [
        bearer(1, 'head', 'male', 1980),
        bearer(2, 'spouse', 'female', 1982),
        bearer(3, 'child', 'female', 2012),
      ],
      rng,
    )
    if ([father, mother, child].some((name) => Array.from(name).length < 2))
      strange.push([father, mother, child])
    for (const name of [father, mother, child]) names.add(name)
    const ofTheFamily = [father, mother].some((name) => name.startsWith(child.slice(0, 1)))
    if (!ofTheFamily && !UNUSUAL.some((people) => people.female.includes(child)))
      strange.push([father, mother, child])
  }
  expect(strange).toEqual([])
  expect(names.size).toBeGreaterThan(8_000)
  expect([...names].some((name) => name.includes('·'))).toBe(true)
  expect([...names].some((name) => /^(欧阳|司马|诸葛|上官|尉迟)/.test(name))).toBe(true)
})

test('a misheard name sounds the same and is written otherwise', () => {
  const rng = Rng.for(1, 1, STREAMS.duplicate)
  for (const name of ['王秀英', '张建国', '陈丽芳', '沈志明']) {
    const wrong = misheard(name, rng)
    expect(wrong).not.toBe(name)
    expect(namePinyin(wrong ?? '')).toBe(namePinyin(name))
  }
  expect(misheard('丁卯', rng)).toBeNull()
})
