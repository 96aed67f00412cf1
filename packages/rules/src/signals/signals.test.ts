import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { valuesOf } from '../columns/columns.ts'
import { ColumnsBuilder } from '../columns/index.ts'
import { factNamed } from '../facts/moments.ts'
import { checkLibrary, LibraryError } from '../library/open.ts'
import { readLibrary, readSignalFiles } from '../node.ts'
import { screenColumns } from '../population/screen.ts'
import { readHousehold } from '../screening/household.ts'
import { factsAsked } from './facts-asked.ts'
import { findSignals } from './find-signals.ts'
import { openSignals, withThresholds } from './open-signals.ts'
import { runSignalCases } from './signal-cases.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const library = readLibrary(root)
const files = readSignalFiles(`${root}districts/qingpu/signals`)
const signals = openSignals(library, files)

/** The district's files with one condition of `job-lost` replaced. */
function withCondition(text: string) {
  return files.map((file) =>
    file.path === 'job-lost.yaml'
      ? { ...file, text: file.text.replace('when: was(person.employed, 180)', `when: ${text}`) }
      : file,
  )
}

function refusal(text: string) {
  try {
    openSignals(library, withCondition(text))
  } catch (error) {
    if (error instanceof LibraryError) return error.problems[0]
    throw error
  }
  throw new Error(`not refused: ${text}`)
}

describe('the rules of signals of the district', () => {
  it('each pass their worked cases', () => {
    for (const rule of signals.rules)
      for (const { name, failures } of runSignalCases(signals, rule))
        expect({ rule: rule.id, name, failures }).toEqual({ rule: rule.id, name, failures: [] })
  })

  it('know which of them rest on what is protected', () => {
    const guarded = signals.rules.filter((rule) => rule.guarded).map(({ id }) => id)
    expect(guarded).toEqual(['child-without-parents', 'assessment-alert'])
  })

  it('name the facts they read, with the days back', () => {
    const asked = factsAsked(signals.rules)
    expect(asked).toContainEqual({
      entity: 'person',
      name: 'employed@180',
      base: 'employed',
      daysBack: 180,
    })
    expect(asked).toContainEqual({ entity: 'person', name: 'employed', base: 'employed', daysBack: 0 })
  })
})

describe('was() is refused at its place', () => {
  it.each([
    ['was(person.employed)', 'arguments', 'was(fact, days)'],
    ['was(person.employed, 0)', 'arguments', '90'],
    ['was(person.employed, 4000)', 'arguments', '90'],
    ['was(person.employed, person.age)', 'arguments', '90'],
    ['was(was(person.employed, 30), 30)', 'arguments', 'add the days'],
    ['was(person.employd, 30)', 'unknown-fact', 'employed'],
    ['was(person.monthly_wage, 30)', 'type', 'compare'],
  ])('%s', (text, code, fix) => {
    const problem = refusal(text)
    expect(problem).toMatchObject({ code, file: 'job-lost.yaml', line: 28 })
    expect(problem?.column).toBeGreaterThan(12)
    expect(problem?.fix).toContain(fix)
  })

  it('stands in no policy: a policy decides by the facts of the day', () => {
    const bundle = {
      ...library.bundle,
      policies: library.bundle.policies
        .filter(({ policy }) => policy.entity === 'person' && policy.versions)
        .slice(0, 1)
        .map((one) => ({
          ...one,
          policy: {
            ...one.policy,
            versions: one.policy.versions?.map((version) => ({
              ...version,
              conditions: [
                {
                  when: { file: 'p.yaml', text: 'was(person.employed, 30)', line: 3, column: 7 },
                  cite: { document: Object.keys(one.policy.documents)[0] ?? '', clause: '1' },
                },
              ],
            })),
          },
        })),
    }
    expect(bundle.policies).toHaveLength(1)
    const { problems } = checkLibrary(bundle)
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'unsupported', file: 'p.yaml', line: 3, column: 7 }),
    )
  })
})

describe('a signal', () => {
  const household = (members: object[]) =>
    readHousehold(library.facts, {
      household: {
        is_shanghai_hukou: true,
        financial_assets: 1000,
        monthly_income: 1000,
        approved_income_disregard: 0,
      },
      members,
    })
  const worker = { birth_date: '1985-03-01', able_to_work: true, in_school: false, employed: false }

  it('carries its reasons, who it is about, and why it is urgent', () => {
    const [found] = findSignals(
      signals,
      household([
        { id: 'm1', ...worker, 'employed@180': true },
        { id: 'm2', ...worker, 'employed@180': false },
      ]),
      '2026-11-24',
      ['job-lost'],
    ).raised
    expect(found).toMatchObject({ rule: 'job-lost', members: ['m1'], urgency: 1 })
    expect(found?.because.children).toHaveLength(1)
    expect(JSON.stringify(found?.because)).toContain('180 天前的就业')
    expect(found?.priority.children?.[0]?.text.zh).toBe('家里没有别人挣钱')
  })

  it('is not raised on what nobody knows', () => {
    expect(findSignals(signals, household([{ id: 'm1', ...worker }]), '2026-11-24', ['job-lost'])).toEqual({
      raised: [],
      unknown: ['job-lost'],
    })
  })

  it('follows a threshold that is tried', () => {
    const people = household([{ id: 'm1', ...worker, 'employed@180': true }])
    const tried = withThresholds(signals, 'job-lost', { job_loss_multiple: 0.5 })
    expect(findSignals(signals, people, '2026-11-24', ['job-lost']).raised).toHaveLength(1)
    expect(findSignals(tried, people, '2026-11-24', ['job-lost']).raised).toEqual([])
    expect(() => withThresholds(signals, 'job-lost', { nothing: 1 })).toThrow('has no threshold')
  })

  it('comes out of the columns as out of the closures', () => {
    const names = factsAsked(signals.rules.filter(({ id }) => id === 'job-lost'))
    const facts = names.flatMap(({ entity, name }) => factNamed(library.facts, entity, name) ?? [])
    const people = [true, false, null].flatMap((before) =>
      [true, false, null].map((now) =>
        household([{ id: 'm1', ...worker, employed: now, 'employed@180': before }]),
      ),
    )
    const builder = new ColumnsBuilder(facts)
    for (const one of people) builder.add(one)
    const columns = builder.finish()
    const { program } = screenColumns(signals.library, columns, '2026-11-24', { policies: ['job-lost'] })
    const output = program.policies[0]?.outcome
    if (!output) throw new Error('no outcome')
    const codes = [...valuesOf(columns, { ...output, length: people.length })]
    const found = people.map((one) => findSignals(signals, one, '2026-11-24', ['job-lost']).raised.length)
    expect(codes.map((code) => (code === 1 ? 1 : 0))).toEqual(found)
    expect(found).toContain(1)
    expect(codes).toContain(2)
  })
})
