import { expect, test } from 'vitest'
import { closing } from './closing.ts'
import type { Outcome, Step } from './step.ts'

const step = (id: string): Step => ({
  id,
  title: id,
  command: ['true'],
  show: 'live',
  counts: () => null,
  limitMinutes: 1,
})
const [types, unit, journeys] = [step('types'), step('unit'), step('journeys')]
const all = [types, unit, journeys]
const passed: Outcome = { step: types, state: 'passed', what: '9 modules', seconds: 1.23 }
const failed: Outcome = { step: unit, state: 'failed', what: 'exit 1', seconds: 4 }
const impossible: Outcome = { step: journeys, state: 'impossible', what: 'a browser is missing', seconds: 0 }

test('all is well', () => {
  expect(closing({ all, asked: [types], outcomes: [passed], isCi: true })).toEqual({
    lines: ['Ran: types 1.2 s', 'Not asked for: unit, journeys', '1 passed, 0 failed'],
    exitCode: 0,
  })
})

test('a failure is named and fails the run', () => {
  expect(closing({ all, asked: all, outcomes: [passed, failed], isCi: false })).toEqual({
    lines: [
      'Ran: types 1.2 s, unit 4.0 s',
      'Failed: unit: exit 1',
      'Did not run: journeys: stopped at the first failure (--bail)',
      '1 passed, 1 failed',
    ],
    exitCode: 1,
  })
})

test('what could not run is said, and fails in CI alone', () => {
  const run = { all, asked: all, outcomes: [passed, { ...passed, step: unit }, impossible] }
  expect(closing({ ...run, isCi: false })).toEqual({
    lines: [
      'Ran: types 1.2 s, unit 1.2 s',
      'Did not run: journeys: a browser is missing',
      '2 passed, 0 failed',
    ],
    exitCode: 0,
  })
  const inCi = closing({ ...run, isCi: true })
  expect(inCi.lines.at(-2)).toBe('Did not run: journeys: a browser is missing (counts as failed in CI)')
  expect(inCi.lines.at(-1)).toBe('2 passed, 1 failed')
  expect(inCi.exitCode).toBe(1)
})
