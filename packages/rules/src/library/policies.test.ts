import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  describeProblem,
  openLibrary,
  readHousehold,
  runCases,
  screenHousehold,
  sweepLibrary,
} from '../index.ts'
import { readLibrary, readLibrarySource } from '../node.ts'
import { readBundle } from './load.ts'
import { checkLibrary } from './open.ts'
import { months } from './sweep.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const library = readLibrary(root)
const rules = library.policies.filter((policy) => policy.coverage === 'rule')

describe('the library in policies/', () => {
  it('has no problem', () => {
    const { problems } = checkLibrary(readBundle(readLibrarySource(root)))
    expect(problems.map(describeProblem)).toEqual([])
    expect(rules.length).toBeGreaterThanOrEqual(8)
  })

  it.each(rules.map((policy) => [policy.id, policy] as const))(
    '%s: every case comes out as it should',
    (_, policy) => {
      const file = join(dirname(policy.file), 'cases.yaml')
      const reports = runCases(library, policy, file, readFileSync(join(root, 'policies', file), 'utf8'))
      expect(reports.filter((report) => report.failures.length > 0)).toEqual([])
      expect(reports.length).toBeGreaterThan(10)
    },
  )

  it.each(library.policies.map((policy) => [policy.id, policy] as const))(
    '%s: has its guide and notes',
    (_, policy) => {
      expect(policy.guide ?? '').toContain('#')
      expect(existsSync(join(root, 'policies', dirname(policy.file), 'notes.md'))).toBe(true)
    },
  )

  it('is the same after a trip through JSON', () => {
    const copy = openLibrary(JSON.parse(JSON.stringify(library.bundle)))
    const household = readHousehold(library.facts, {
      household: { is_shanghai_hukou: true, monthly_income: 100 },
      members: [{ id: 'a', birth_date: '1950-01-01' }],
    })
    expect(screenHousehold(copy, household, '2026-11-24')).toEqual(
      screenHousehold(library, household, '2026-11-24'),
    )
  })

  it('has a name and exactly one rule on the first of every month of each policy’s life', () => {
    const gaps = sweepLibrary(library, '2027-12-01')
    expect(gaps.filter((gap) => gap.kind !== 'figure')).toEqual([])
    // A hole is known to be one: its figure says in a note what was not found.
    for (const gap of gaps) {
      const figure = library.byId.get(gap.policy)?.figures.get(gap.what)
      expect(figure?.document.note ?? '', `${gap.policy} ${gap.what}`).not.toBe('')
    }
  })

  it('answers on every first of the month without a fact known, and never decides by that', () => {
    const nobody = readHousehold(library.facts, { household: {}, members: [{ id: 'a' }] })
    for (const day of months('2015-01-01', '2027-12-01')) {
      for (const result of screenHousehold(library, nobody, day).results) {
        const end = library.byId.get(result.policy)?.document.in_force.to ?? null
        expect(result.outcome, `${result.policy} ${day}`).toBe(
          end !== null && end < day ? 'ineligible' : 'unknown',
        )
      }
    }
  })
})
