import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KnownScore, latestScores } from './latest-scores.ts'

const score = (onDay: string, points: number, personId: string | null = 'p'): KnownScore => ({
  personId,
  instrument: 'lsns-6',
  score: points,
  onDay,
})

describe('scores on a phone', () => {
  it('count by their day; of one day, what was filled in on the phone', () => {
    const known = [score('2026-05-01', 10), score('2026-05-01', 3, null)]
    expect(latestScores(known, [score('2026-05-01', 12)])).toEqual(
      [known[1], score('2026-05-01', 12)].reverse(),
    )
    expect(latestScores(known, [score('2026-04-01', 12)])).toEqual(known)
  })

  it('are one a person and scale, each the latest', () => {
    const any = fc.record({
      personId: fc.constantFrom('p', 'q', null),
      instrument: fc.constantFrom('lsns-6', 'barthel'),
      score: fc.nat(30),
      onDay: fc.constantFrom('2026-05-01', '2026-05-02', '2026-05-03'),
    })
    fc.assert(
      fc.property(fc.array(any), fc.array(any), (known, filledIn) => {
        const latest = latestScores(known, filledIn)
        const place = (one: KnownScore) => `${one.personId} ${one.instrument}`
        expect(new Set(latest.map(place)).size).toBe(latest.length)
        for (const one of [...known, ...filledIn]) {
          const kept = latest.find((other) => place(other) === place(one))
          expect(kept && kept.onDay >= one.onDay).toBe(true)
        }
      }),
    )
  })
})
