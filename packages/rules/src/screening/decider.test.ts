import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { randomHouseholds } from '../../testing/random-households.ts'
import { readLibrary } from '../node.ts'
import { decideHousehold } from './decide.ts'
import { emittedOn } from './emitted.ts'
import { type Household, readHousehold } from './household.ts'
import { screenHousehold } from './screen.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const library = readLibrary(root)
const DAYS = ['2019-03-01', '2025-01-15', '2026-06-30', '2026-11-24', '2027-03-01']

describe('a decider of emitted JavaScript', () => {
  it.each(DAYS)(
    'decides like the closures on %s, person by person, amounts beyond 32 bits among them',
    (day) => {
      const decider = emittedOn(library, day)
      const seen = new Set<string>()
      for (const household of randomHouseholds(library, 400, 31, true)) {
        const decided = decider.decide(household)
        expect(decided).toEqual(decideHousehold(library, household, day))
        for (const { outcome, amount, persons } of decided)
          seen.add(`${outcome} ${amount === null ? '' : 'amount'} ${persons ? 'persons' : ''}`)
      }
      // The comparison would say little if nearly all were answered alike.
      expect(seen.size).toBeGreaterThanOrEqual(6)
    },
  )

  it('leaves nothing of one household behind for the next, nor of a value that was put', () => {
    const decider = emittedOn(library, '2026-06-30')
    const [one, other] = randomHouseholds(library, 2, 5).map((household) => decider.hold(household))
    const income = library.facts.household.get('monthly_income')
    if (!one || !other || !income) throw new Error('two households and an income were expected')
    const said = (held: typeof one) => {
      const room = decider.room(held.members)
      held.run(room)
      return room
    }
    one.put(income, -1, 0)
    const [first, second] = [said(one), said(other)]
    one.put(income, -1, 9_000_000)
    expect(said(one)).not.toEqual(first)
    one.put(income, -1, 0)
    expect(said(one)).toEqual(first)
    expect(said(other)).toEqual(second)
  })

  it('finds the same next question, and leaves out exactly what is not for the household', () => {
    const day = '2026-11-24'
    const decider = emittedOn(library, day)
    const some = [1, 2, 3, 4, 5].map((seed) =>
      thinned(randomHouseholds(library, 1, seed)[0] as Household, seed),
    )
    for (const household of [...some, readHousehold(library.facts, { members: [{ id: 'a' }] })]) {
      const whole = screenHousehold(library, household, day)
      expect(screenHousehold(library, household, day, { decider })).toEqual(whole)
      const { results } = screenHousehold(library, household, day, { decider, ineligible: false })
      expect(results).toEqual(whole.results.filter(({ outcome }) => outcome !== 'ineligible'))
      expect(results.length).toBeGreaterThan(0)
    }
  })

  it('takes no word of a file into its text', () => {
    const text = readFileSync(new URL('../backends/javascript/record.ts', import.meta.url), 'utf8')
    // Names of facts and words of lists come into a graph as places alone: the emitter never reads them.
    expect(text).not.toMatch(/\.(name|label|values)\b/)
  })
})

/** Half of what is known is forgotten. */
function thinned(household: Household, seed: number): Household {
  const thin = (row: Household['facts']) =>
    Object.fromEntries(Object.entries(row).filter((_, place) => (place * 7 + seed) % 3 !== 0))
  return {
    facts: thin(household.facts),
    members: household.members.map((member) => ({ ...member, facts: thin(member.facts) })),
  }
}
