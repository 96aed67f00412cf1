import fc from 'fast-check'
import type { Row, Value } from '../src/backends/frame.ts'
import { factsFromDocument } from '../src/facts/dictionary.ts'
import { checkText } from '../src/language/check.ts'
import type { TableText } from '../src/language/scope.ts'
import type { HitPolicy, Node, Shape } from '../src/language/tree.ts'

const label = { zh: '事', en: 'fact' }
const fact = (entity: string, name: string, type: string, rest: object = {}) => ({
  name,
  entity,
  type,
  unit: null,
  label,
  description: 'x',
  sensitivity: 'ordinary',
  question: label,
  ...rest,
})

/** A small dictionary with every type of fact, in and out of the household, and derived facts of each kind. */
const DERIVED = {
  'household.size': 'count(members)',
  'household.minors': 'count(members[age < 18])',
  'household.per_head': 'household.income / household.size',
  'person.age': 'age(person.born, today())',
  'person.poor': 'person.wage < limit',
}
export const facts = factsFromDocument({
  schema_version: 1,
  facts: [
    fact('household', 'income', 'money', { min: 0, max: 100_000 }),
    fact('household', 'rent', 'money', { min: 0, max: 100_000 }),
    fact('household', 'area', 'ratio', { min: 0, max: 1000 }),
    fact('household', 'registered', 'boolean'),
    fact('household', 'class', 'enum', {
      values: ['low', 'edge', 'none'].map((value) => ({ value, zh: value, en: value })),
    }),
    fact('person', 'wage', 'money', { min: 0, max: 50_000 }),
    fact('person', 'grade', 'integer', { min: 1, max: 4 }),
    fact('person', 'working', 'boolean'),
    fact('person', 'born', 'date'),
    fact('household', 'size', 'integer', { derived: DERIVED['household.size'], question: undefined }),
    fact('household', 'minors', 'integer', { derived: DERIVED['household.minors'], question: undefined }),
    fact('household', 'per_head', 'money', { derived: DERIVED['household.per_head'], question: undefined }),
    fact('person', 'age', 'integer', { derived: DERIVED['person.age'], question: undefined }),
    fact('person', 'poor', 'boolean', { derived: DERIVED['person.poor'], question: undefined }),
  ],
})

const shape = (scale: number, money: boolean, bound: number): Shape => ({
  scale,
  money,
  unit: null,
  bound,
  denominator: 1,
})
/** Figures of the tiny law: one known amount, one rate, one that nobody knows. */
export const figureShapes = new Map([
  ['limit', shape(2, true, 200_000)],
  ['rate', shape(2, false, 150)],
  ['hole', shape(2, true, 10_000_000)],
])
export const figureValues: ReadonlyMap<string, number | null> = new Map([
  ['limit', 169_000],
  ['rate', 133],
  ['hole', null],
])

/** The text of a decision table that formulas may name `rates`. */
export type WrittenTable = { readonly hit: HitPolicy; readonly table: string }

/** Checks the text of an expression over the small dictionary, for a person of the household. */
export function check(text: string, written?: WrittenTable): Node {
  const source = { file: 'test.yaml', text, line: 1, column: 1 }
  const derived = new Map(
    Object.entries(DERIVED).map(([key, formula]) => [key, { ...source, text: formula }] as const),
  )
  return checkText(source, {
    facts,
    figures: figureShapes,
    terms: new Map(),
    tables: new Map(written ? [['rates', tableText(written)] as const] : []),
    derived,
    person: 'person',
    bound: new Map(),
    item: null,
    depth: 0,
    open: [],
  })
}

function tableText({ hit, table }: WrittenTable): TableText {
  return {
    name: 'rates',
    label: { zh: '标准表', en: 'Table of rates' },
    hit,
    source: { file: 'test.yaml', text: table, line: 10, column: 5, indent: 5 },
    citation: (document, clause) =>
      document === 'law' ? { document: 'A law', number: '1', clause, verified: 'verified' } : null,
    valuesOf: (figure) => {
      const scaled = figureValues.get(figure) ?? null
      return scaled === null ? [] : [{ from: null, to: null, scaled }]
    },
  }
}

/** Texts of conditions and numbers of the profile, three levels deep. */
export const texts = fc.letrec<{ truth: string; money: string; number: string; day: string }>((tie) => ({
  truth: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'household.registered',
      'person.working',
      'person.poor',
      'true',
      'household.class = "low"',
      'household.class != "edge"',
      '(household.class in ["low", "none"])',
      '(person.grade in [1, 2])',
      'household.minors > 1',
      'household.minors = 1',
      'household.minors >= household.size - 1',
      'every m in members satisfies m.age >= 18',
      'household.per_head < limit',
      // Members compared with each other.
      'some m in members satisfies m.wage > person.wage',
      'every m in members satisfies (some n in members[working] satisfies n.wage >= m.wage)',
      'count(members[wage > person.wage and age >= 16]) < 2',
      'some m in members satisfies count(members[working and wage < m.wage]) = 1',
    ),
    fc
      .tuple(tie('money'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('money'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(tie('day'), fc.constantFrom('<', '>=', '='), tie('day'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('truth').map((a) => `not(${a})`),
    fc.tuple(tie('truth'), tie('truth'), tie('truth')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
    fc
      .tuple(
        fc.constantFrom('some', 'every'),
        fc.constantFrom('members', 'members[working]', 'members[age >= 16]'),
        fc.constantFrom(
          'm.wage > limit',
          '(m.grade in [1, 3])',
          'm.poor and not(m.working)',
          'm.working or count(members[working]) > 1',
        ),
      )
      .map(([q, list, test]) => `(${q} m in ${list} satisfies (${test}))`),
    fc.tuple(tie('number'), fc.integer({ min: 0, max: 3 })).map(([a, n]) => `(${a} between ${n} and 4)`),
    fc.constantFrom(
      '(person.age in [16..60))',
      '(person.grade in (1, 4))',
      '(household.income in [0..1690])',
    ),
  ),
  money: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'household.income',
      'household.rent',
      'person.wage',
      'limit',
      'hole',
      'household.per_head',
      'sum(members.wage)',
      'sum(members[working].wage)',
    ),
    fc.tuple(tie('money'), fc.constantFrom('+', '-'), tie('money')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(fc.constantFrom('rate', '1.5', 'household.size', '2'), tie('money'))
      .map(([a, b]) => `(${a} * ${b})`),
    fc
      .tuple(tie('money'), fc.constantFrom('household.size', 'household.minors', '3'))
      .map(([a, b]) => `(${a} / ${b})`),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('money'), tie('money'))
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
    fc
      .tuple(
        fc.constantFrom(
          'round half up',
          'round half down',
          'round up',
          'round down',
          'floor',
          'ceiling',
          'decimal',
        ),
        tie('money'),
        fc.integer({ min: 0, max: 2 }),
      )
      .map(([f, a, n]) => `${f}(${a}, ${n})`),
    fc.tuple(tie('truth'), tie('money'), tie('money')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'person.age',
      'person.grade',
      'household.area',
      'rate',
      '2',
      'count(members[working])',
      'count(members[wage >= 1000 and working])',
      'household.size',
    ),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*'), fc.constantFrom('1', '0.25', 'person.grade'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('money'), fc.constantFrom('limit', 'household.rent')).map(([a, b]) => `(${a} / ${b})`),
  ),
  day: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('person.born', 'today()', 'date("2010-02-28")', '@"2000-02-29"'),
    fc
      .tuple(tie('day'), fc.constantFrom('+ duration("P1Y2M")', '- duration("P10D")', '+ duration("P1M")'))
      .map(([a, b]) => `(${a} ${b})`),
  ),
}))

const perhaps = (values: fc.Arbitrary<Value>) => fc.option(values, { freq: 4, nil: null })
const money = (max: number) =>
  perhaps(
    fc.oneof(fc.integer({ min: 0, max: max * 100 }), fc.constantFrom(0, 169_000, 338_000, 507_000, 100)),
  )
const day = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2026-11-24'), noInvalidDate: true })
  .map((date) => Number(date.toISOString().slice(0, 10).replaceAll('-', '')))

/** Households of the small dictionary; each fact is unknown one time in five. */
export const households: fc.Arbitrary<{ household: Row; members: Row[] }> = fc.record({
  household: fc.record({
    income: money(100_000),
    rent: money(100_000),
    area: perhaps(fc.integer({ min: 0, max: 100_000 })),
    registered: perhaps(fc.boolean()),
    class: perhaps(fc.constantFrom('low', 'edge', 'none')),
  }),
  members: fc.array(
    fc.record({
      wage: money(50_000),
      grade: perhaps(fc.integer({ min: 1, max: 4 })),
      working: perhaps(fc.boolean()),
      born: perhaps(day),
    }),
    { minLength: 1, maxLength: 4 },
  ),
})
