import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flat, smallClosures } from '../../../testing/closures.ts'
import { check, figureValues, households } from '../../../testing/expressions.ts'
import { tables } from '../../../testing/tables.ts'
import type { Frame, Row, Value } from '../../backends/frame.ts'
import { type Fraction, reference } from '../../backends/reference/evaluate.ts'
import { walkerOver } from '../../explain/walk.ts'
import { RuleError } from '../../language/problem.ts'
import type { HitPolicy, Node, Table } from '../../language/tree.ts'

const RUNS = 2000
const exact = reference(figureValues)
const name = { zh: '数', en: 'figure' }

/** The checked table, or null where a table of random rows is refused for what such tables do. */
function checked(written: Parameters<typeof check>[1]) {
  try {
    const node = check('rates', written)
    if (node.kind !== 'named' || !node.table) throw new Error('a table was expected')
    return { node, table: node.table }
  } catch (error) {
    if (error instanceof RuleError && ['table-row', 'too-large'].includes(error.problem.code)) return null
    throw error
  }
}

function frameOf(world: { household: Row; members: readonly Row[] }): Frame {
  return { ...world, person: world.members[0] ?? null, locals: [], today: 20261124 }
}

/** A value as text that is equal for equal values; null is unknown. */
function said(node: Node, frame: Frame): string | null {
  if (node.type === 'boolean') {
    const value = exact.truth(node, frame)
    return value === null ? null : String(value)
  }
  return node.type === 'number' ? fractionText(exact.exact(node, frame)) : null
}

function fractionText(value: Fraction | null): string | null {
  if (value === null) return null
  const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b))
  const by = divisor(value.n, value.d)
  return `${value.n / by}/${value.d / by}`
}

/** What a table gives, read row by row as the standard says, with every fact of its inputs known; undefined: not all are. */
function byRows(table: Table, frame: Frame): string | null | undefined {
  const fits = table.rows.map((row) => {
    const cells = row.tests.map((test) => (test ? exact.truth(test, frame) : true))
    return cells.includes(null) ? null : !cells.includes(false)
  })
  if (fits.includes(null)) return undefined
  const counted = table.rows.filter((_, row) => fits[row])
  if (counted.length === 0) return table.otherwise ? said(table.otherwise.value, frame) : 'no row'
  if (table.hit === 'U') return counted.length > 1 ? 'two rows' : said(counted[0]?.value as Node, frame)
  if (table.hit === 'F') return said(counted[0]?.value as Node, frame)
  const parts = counted.map(({ value }) => (value.type === 'number' ? exact.exact(value, frame) : null))
  return fractionText(parts.reduce((a, b) => (a && b ? { n: a.n * b.d + b.n * a.d, d: a.d * b.d } : null)))
}

describe('a decision table', () => {
  it('gives what its rows say, one by one, for every hit policy', () => {
    const seen = { U: 0, F: 0, 'C+': 0 }
    fc.assert(
      fc.property(tables('any'), households, (written, world) => {
        const read = checked(written)
        if (!read) return
        const frame = frameOf(world)
        const wanted = byRows(read.table, frame)
        if (wanted === undefined) return
        seen[written.hit]++
        expect(said(read.node, frame)).toBe(wanted)
      }),
      { numRuns: RUNS },
    )
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 40)
  })

  it('is read alike by closures, the reference and the walk, missing facts included', () => {
    const seen = { known: 0, unknown: 0 }
    fc.assert(
      fc.property(tables('any'), households, (written, world) => {
        const read = checked(written)
        if (!read) return
        const frame = frameOf(world)
        const slow = said(read.node, frame)
        seen[slow === null ? 'unknown' : 'known']++
        const walker = walkerOver({
          frame,
          figure: (key) => ({
            value: figureValues.get(key) ?? null,
            knownFrom: null,
            use: {
              name: key,
              label: name,
              value: null,
              unit: '',
              from: null,
              to: null,
              verified: 'verified',
            },
          }),
          idOf: (row) => String(frame.members.indexOf(row)),
          calledBy: () => name,
        })
        if (read.node.type === 'boolean') {
          const walked = walker.truth(read.node)
          expect(String(walked.value)).toBe(String(slow))
          expect(String(smallClosures().truth(read.node)(flat(frame)))).toBe(String(slow))
          expect(walked.needs.length > 0).toBe(slow === null)
        } else if (read.node.type === 'number') {
          const walked = walker.number(read.node)
          expect(walked.needs.length > 0).toBe(slow === null)
          const { top, bottom, scale } = walked.value ?? { top: null, bottom: 1, scale: 0 }
          expect(
            top === null ? null : fractionText({ n: BigInt(top), d: BigInt(bottom) * 10n ** BigInt(scale) }),
          ).toBe(slow)
          const quantity = smallClosures().number(read.node)
          const [n, d] = [quantity.top(flat(frame)), quantity.bottom?.(flat(frame)) ?? 1]
          expect(
            n === null
              ? null
              : fractionText({ n: BigInt(n), d: BigInt(d) * 10n ** BigInt(read.node.shape.scale) }),
          ).toBe(slow)
        }
      }),
      { numRuns: RUNS },
    )
    expect(seen.known).toBeGreaterThan(RUNS / 10)
    expect(seen.unknown).toBeGreaterThan(RUNS / 10)
  })

  it('is unknown exactly where the missing facts could change what it gives', () => {
    const grades: Value[] = [1, 2, 3, 4]
    const incomes: Value[] = [
      0, 1, 50_000, 50_001, 99_999, 100_000, 100_001, 168_999, 169_000, 169_001, 199_999, 200_000, 200_001,
      10_000_000,
    ]
    const every = (row: Row, key: string, values: readonly Value[]): Row[] =>
      (row[key] ?? null) === null ? values.map((value) => ({ ...row, [key]: value })) : [row]
    const seen = { settled: 0, open: 0 }
    fc.assert(
      fc.property(tables('plain'), households, (written, world) => {
        const read = checked(written)
        if (!read) return
        const frame = frameOf(world)
        const known = said(read.node, frame)
        const answers = new Set<string | null | undefined>()
        for (const a of every(world.household, 'class', ['low', 'edge', 'none']))
          for (const b of every(a, 'registered', [true, false]))
            for (const household of every(b, 'income', incomes))
              for (const person of every(world.members[0] ?? {}, 'grade', grades))
                answers.add(byRows(read.table, { ...frame, household, person }))
        const missing = [
          world.household.class,
          world.household.registered,
          world.household.income,
          world.members[0]?.grade,
        ].some((one) => one === null)
        if (missing) seen[answers.size === 1 ? 'settled' : 'open']++
        expect(known).toBe(answers.size === 1 ? [...answers][0] : null)
      }),
      { numRuns: RUNS },
    )
    expect(seen.settled).toBeGreaterThan(RUNS / 40)
    expect(seen.open).toBeGreaterThan(RUNS / 10)
  }, 60_000)
})

describe('the checker refuses a table, at the place and with the likely fix', () => {
  const row = (line: string, hit: HitPolicy = 'U') => ({ hit, table: line })
  it.each([
    [
      'a gap',
      row('person.grade | household.class | result\n1 | - | 5\n2, 3 | - | 6\n4 | "low" | 7\n4 | "edge" | 7'),
      'table-gap',
      10,
      5,
      'person.grade 4, household.class "none"',
    ],
    [
      'a gap of numbers',
      row('person.age | result\n< 16 | 1\n[16..60] | 2\n> 61 | 3'),
      'table-gap',
      10,
      5,
      'person.age 61',
    ],
    [
      'a gap of money to the fen',
      row('household.income | result\n< 1000 | 1\n[1000.01..2000] | 2\n> 2000 | 3'),
      'table-gap',
      10,
      5,
      'household.income [1000..1000.01)',
    ],
    [
      'an overlap',
      row('person.grade | household.registered | result\n1 | - | 5\n[2..4] | - | 6\n4 | true | 7'),
      'table-overlap',
      13,
      5,
      'rows 2 (line 12) and 3 (line 13) both fit person.grade 4, household.registered true',
    ],
    [
      'an overlap at a figure',
      row('household.income | result\n<= limit | 1\n>= limit | 2'),
      'table-overlap',
      12,
      5,
      '[limit..limit]',
    ],
    [
      'a row under others',
      row('person.grade | result\n< 3 | 1\n>= 3 | 2\n2 | 3', 'F'),
      'table-row',
      13,
      5,
      'row 3 (line 13) never counts',
    ],
    [
      'an otherwise for nothing',
      row('household.registered | result\ntrue | 1\nfalse | 2\notherwise | 3'),
      'table-row',
      13,
      5,
      'otherwise',
    ],
    [
      'a value that never is',
      row('person.grade | result\n1 | 1\n[2..5] | 2\n5 | 3'),
      'table',
      13,
      5,
      'person.grade goes from 1 to 4',
    ],
    [
      'figures whose order nobody knows',
      row('household.income | result\n< limit | 1\n[limit..hole] | 2\n> hole | 3'),
      'table',
      11,
      5,
      'ordered',
    ],
    [
      'an unknown input',
      row('person.grad | result\n1 | 5'),
      'unknown-fact',
      10,
      12,
      'did you mean person.grade?',
    ],
    [
      'an unknown word',
      row('household.class | result\n"lo" | 5\notherwise | 6'),
      'unknown-word',
      11,
      5,
      'low',
    ],
    [
      'another kind of result',
      row('household.registered | result\ntrue | 5\nfalse | true'),
      'type',
      12,
      13,
      'yes or no',
    ],
    [
      'another unit of input',
      row('household.income | result\n< rate | 5\n>= rate | 6'),
      'unit',
      11,
      5,
      'money',
    ],
    [
      'money beside numbers',
      row('household.registered | result\ntrue | household.income\nfalse | person.age'),
      'type',
      12,
      13,
      'another unit',
    ],
    [
      'a sum of truths',
      row('household.registered | result\ntrue | true\nfalse | false', 'C+'),
      'type',
      11,
      12,
      'adds up',
    ],
    [
      'a bound that must be reckoned',
      row('household.income | result\n< 2 * limit | 5\n>= 2 * limit | 6'),
      'table',
      11,
      7,
      'the head',
    ],
    [
      'a cell with null',
      row('person.grade | result\nnull | 5\n1 | 6'),
      'table',
      11,
      5,
      'a number, a day or a figure',
    ],
    [
      'a text that cannot be read',
      row('person.grade | result\n1 + | 5\n- | 6'),
      'syntax',
      11,
      8,
      'docs/rules.md',
    ],
    [
      'too few cells',
      row('person.grade | household.class | result\n1 | 5'),
      'table',
      11,
      9,
      'the head has 3',
    ],
    ['an empty cell', row('person.grade | household.class | result\n1 | | 5'), 'table', 11, 9, 'write -'],
    ['a head without result', row('person.grade | household.class\n1 | "low"'), 'table', 10, 5, 'result'],
    [
      'an unknown document',
      row('household.registered | result | cite\ntrue | 5 | laww clause 1\nfalse | 6 |'),
      'citation',
      11,
      16,
      'laww',
    ],
    [
      'itself',
      row('household.registered | result\ntrue | rates\nfalse | 6'),
      'circular',
      11,
      12,
      'rates needs itself',
    ],
  ])('%s', (_, written, code, line, column, said) => {
    let problem: RuleError['problem'] | null = null
    try {
      check('rates', written)
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      problem = error.problem
    }
    expect(problem).toMatchObject({ code, line, column })
    expect(`${problem?.message} ${problem?.fix}`).toContain(said)
    expect(problem?.fix ?? '').not.toBe('')
  })

  it('reads bars at both sides, lines of dashes, remarks, and a clause', () => {
    const table =
      '| person.grade | result | cite |\n|---|---|---|\n# remark\n| 1 | 5 | law clause 1 |\n| > 1 | 6 | |'
    const node = check('rates', { hit: 'U', table })
    expect(node.kind === 'named' && node.table?.rows.map((one) => one.cite?.clause ?? null)).toEqual([
      'clause 1',
      null,
    ])
  })
})
