import { describe, expect, test } from 'vitest'
import { plain, playwrightCounts, STEPS, vitestCounts } from './steps.ts'

const esc = String.fromCharCode(27)

function counts(id: string, output: string): string | null | undefined {
  return STEPS.find((step) => step.id === id)?.counts(output)
}

describe('what a step did is read from its output', () => {
  test('vitest', () => {
    const said = plain(
      `${esc}[2m Test Files ${esc}[22m ${esc}[32m3 passed${esc}[39m (3)\n      Tests  40 passed (40)\n`,
    )
    expect(vitestCounts(said)).toBe('3 files, 40 tests')
    expect(vitestCounts(' Test Files  2 passed (2)\n      Tests  9 passed | 1 skipped (10)\n')).toBe(
      '2 files, 9 tests, 1 left out',
    )
  })

  test('Playwright', () => {
    expect(playwrightCounts('\n  2 skipped\n  12 passed (30.1s)\n')).toBe('12 journeys, 2 left out')
    expect(playwrightCounts('\n  1 flaky\n  11 passed (30.1s)\n')).toBe(
      '11 journeys, 1 only at the second try',
    )
  })

  test('tools that look at files', () => {
    expect(counts('format', 'Checked 12 files in 3ms. No fixes applied.')).toBe('12 files')
    expect(counts('boundaries', '98 modules, 207 imports, 0 violations, 0 files not read')).toBe(
      '98 modules, 207 imports',
    )
    expect(counts('unused', '90 modules read\n')).toBe('90 modules')
    expect(counts('console', 'vite\n✓ 3021 modules transformed.\n')).toBe('3021 modules')
  })

  test('an output that does not say is no success', () => {
    for (const step of STEPS) expect(step.counts('')).toBeNull()
    expect(vitestCounts('No test files found')).toBeNull()
  })
})

test('every step has a name of its own and ends some time', () => {
  expect(new Set(STEPS.map((step) => step.id)).size).toBe(STEPS.length)
  for (const step of STEPS) expect(step.limitMinutes).toBeGreaterThan(0)
})
