import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaseEnded, type Mark, markAtContact, moveMark } from './mark.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('the mark of a lease', () => {
  it('takes a phone whose clock is a day off at its word only for differences', () => {
    const server = 1_000 * DAY
    const mark = markAtContact(server, server - DAY)
    const later = moveMark(mark, server - DAY + 2 * HOUR, 0)
    expect(later.at).toBe(server + 2 * HOUR)
  })

  it('does not go back when the clock does, and counts what the app itself measured', () => {
    const server = 1_000 * DAY
    const mark = markAtContact(server, server)
    const back = moveMark(mark, server - 3 * DAY, 5 * HOUR)
    expect(back.at).toBe(server + 5 * HOUR)
    expect(leaseEnded(server + 4 * HOUR, back)).toBe(true)
  })

  it('is put right by a contact after the clock was far ahead', () => {
    const server = 1_000 * DAY
    const ahead = moveMark(markAtContact(server, server), server + 12 * DAY, 0)
    expect(leaseEnded(server + 7 * DAY, ahead)).toBe(true)
    const again = markAtContact(server + HOUR, server + HOUR)
    expect(leaseEnded(server + 7 * DAY, again)).toBe(false)
  })

  it('never goes back, whatever the clocks do, and never lets a lease live longer than the app has run', () => {
    const steps = fc.array(
      fc.record({
        wall: fc.integer({ min: -30 * DAY, max: 30 * DAY }),
        ran: fc.integer({ min: 0, max: 2 * DAY }),
      }),
    )
    fc.assert(
      fc.property(steps, fc.integer({ min: -DAY, max: DAY }), (moves, off) => {
        const server = 1_000 * DAY
        let mark: Mark = markAtContact(server, server + off)
        let ran = 0
        for (const move of moves) {
          const next = moveMark(mark, server + move.wall, move.ran)
          expect(next.at).toBeGreaterThanOrEqual(mark.at)
          ran += move.ran
          expect(next.at).toBeGreaterThanOrEqual(server + ran)
          mark = next
        }
      }),
      { numRuns: 500 },
    )
  })
})
