import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byPrecedence, contradiction, inForceOn, present, type Stated } from './precedence.ts'

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2025-01-${String(d).padStart(2, '0')}`)
const statements = fc
  .array(
    fc.record({
      value: fc.integer({ min: 0, max: 3 }),
      validFrom: day,
      learnedAt: fc.integer({ min: 0, max: 5 }),
      sourceId: fc.constantFrom('a', 'b', null),
      rank: fc.constant(100),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) => list.map((one, seq): Stated => ({ ...one, seq })))

describe('which value wins', () => {
  it('is the same in whatever order the statements are looked at', () => {
    fc.assert(
      fc.property(statements, fc.infiniteStream(fc.integer()), (list, dice) => {
        const shuffled = list
          .map((one) => ({ one, at: dice.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one)
        expect(present(shuffled)).toBe(present(list))
      }),
    )
  })

  it('is never an older day than another, and on one day the one learned last', () => {
    fc.assert(
      fc.property(statements, (list) => {
        const winner = present(list)
        if (!winner) throw new Error('there is always one')
        for (const other of list) {
          expect(winner.validFrom >= other.validFrom).toBe(true)
          if (other.validFrom === winner.validFrom)
            expect(winner.learnedAt).toBeGreaterThanOrEqual(other.learnedAt)
        }
      }),
    )
  })

  it('on a day knows nothing of later days, and of one source nothing of others', () => {
    fc.assert(
      fc.property(statements, day, (list, on) => {
        const found = inForceOn(list, on, 'a')
        const candidates = list.filter((one) => one.validFrom <= on && one.sourceId === 'a')
        expect(found === null).toBe(candidates.length === 0)
        for (const other of candidates)
          if (found) expect(byPrecedence(found, other)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('the order of sources', () => {
  const stated = (sourceId: string, rank: number, validFrom: string, value: number, seq: number): Stated => ({
    ...{ sourceId, rank, validFrom, value, seq, learnedAt: seq },
  })
  const register = stated('register', 0, '2020-01-01', 3, 1)
  const copy = stated('roster', 100, '2025-06-01', 2, 2)

  it('goes before the newest day, in whatever order they came', () => {
    expect(present([register, copy])).toBe(register)
    expect(present([copy, register])).toBe(register)
    expect(present([stated('register', 0, '2025-01-01', 4, 3), register, copy])?.value).toBe(4)
  })

  it('names the contradiction, who wins and why', () => {
    expect(contradiction([register, copy])).toEqual({ wins: 'register', loses: 'roster', byRule: 'order' })
    const visit = stated('visit', 100, '2025-07-01', 5, 3)
    expect(contradiction([copy, visit])).toEqual({ wins: 'visit', loses: 'roster', byRule: 'newest' })
  })

  it('sees none where a source only changed its own mind, or all agree', () => {
    expect(contradiction([copy, stated('roster', 100, '2025-07-01', 9, 3)])).toBeNull()
    expect(contradiction([register, stated('roster', 100, '2025-07-01', 3, 3)])).toBeNull()
    expect(contradiction([register])).toBeNull()
  })
})
