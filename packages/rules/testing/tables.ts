import fc from 'fast-check'
import type { WrittenTable } from './expressions.ts'

/** An input with ways to part its values: each way is a list of cells that exclude each other and leave nothing out. */
type Input = {
  readonly text: string
  readonly ways: readonly (readonly string[])[]
  readonly cells: readonly string[]
}

const INPUTS: readonly Input[] = [
  {
    text: 'person.grade',
    ways: [
      ['1', '2', '[3..4]'],
      ['1, 3', 'not(1, 3)'],
      ['<= 2', '> 2'],
      ['1', '2', '3', '4'],
    ],
    cells: ['1', '2, 4', '> 2', '[2..4)', 'not(4)'],
  },
  {
    text: 'household.class',
    ways: [
      ['"low"', '"edge"', '"none"'],
      ['"low", "edge"', '"none"'],
      ['not("edge")', '"edge"'],
    ],
    cells: ['"low"', '"edge", "none"', 'not("none")'],
  },
  { text: 'household.registered', ways: [['true', 'false']], cells: ['true', 'false'] },
  {
    text: 'household.income',
    ways: [
      ['< limit', '>= limit'],
      ['<= 1000', '(1000..limit]', '> limit'],
      ['[0..500.01)', '>= 500.01'],
      ['0', '> 0'],
    ],
    cells: ['< limit', '[1000..limit]', '> limit', '<= 2000', '0'],
  },
  {
    text: 'household.rent',
    ways: [
      ['< hole', '>= hole'],
      ['<= hole', '> hole'],
    ],
    cells: ['< hole'],
  },
  {
    text: 'household.per_head',
    ways: [
      ['< limit', '>= limit'],
      ['<= 1000', '> 1000'],
    ],
    cells: ['< limit', '>= 1000'],
  },
  {
    text: 'person.age',
    ways: [
      ['< 16', '[16..60)', '>= 60'],
      ['<= 17', '>= 18'],
      ['< 80', '>= 80'],
    ],
    cells: ['< 16', '[16..59]', '>= 60', '[70..80), >= 90'],
  },
  {
    text: 'household.minors',
    ways: [
      ['0', '1', '>= 2'],
      ['< 2', '>= 2'],
    ],
    cells: ['0', '> 0', '[1..2]'],
  },
  {
    text: 'person.born',
    ways: [
      ['< date("2000-03-01")', '>= date("2000-03-01")'],
      ['<= @"1999-12-31"', '[@"2000-01-01"..@"2010-02-28"]', '> @"2010-02-28"'],
    ],
    cells: ['< @"2000-03-01"', '>= @"1960-01-01"'],
  },
  { text: 'person.poor and household.registered', ways: [['true', 'false']], cells: ['true'] },
]
/** Inputs that are facts themselves, whose values can all be tried. */
export const PLAIN = ['person.grade', 'household.class', 'household.registered', 'household.income']

const RESULTS = {
  money: ['100', '250.5', 'limit', 'household.income', 'rate * limit', 'person.wage', '0', 'hole'],
  truth: ['true', 'false', 'person.working', 'household.income < limit'],
}
type Kind = keyof typeof RESULTS

/** Random tables: partitions (fit for every hit policy), and rows at random that the checker may refuse. */
export function tables(from: 'any' | 'plain'): fc.Arbitrary<WrittenTable & { readonly kind: Kind }> {
  const pool = INPUTS.filter((input) => from === 'any' || PLAIN.includes(input.text))
  return fc
    .record({
      inputs: fc.shuffledSubarray([...pool], { minLength: 1, maxLength: 3 }),
      hit: fc.constantFrom('U' as const, 'F' as const, 'C+' as const),
      kind: fc.constantFrom<Kind>('money', 'money', 'truth'),
      random: fc.boolean(),
      seeds: fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
    })
    .map(({ inputs, hit, kind: wanted, random, seeds }) => {
      const kind = hit === 'C+' ? 'money' : wanted
      const results = from === 'plain' ? RESULTS[kind].slice(0, 2) : RESULTS[kind]
      let place = 0
      const pick = <T>(list: readonly T[]): T => {
        const chosen = list[(seeds[place++ % seeds.length] ?? 0) % list.length]
        if (chosen === undefined) throw new Error('nothing to pick from')
        return chosen
      }
      const parted = (column: number): string[][] => {
        const input = inputs[column]
        if (!input) return [[]]
        if (pick([0, 1, 2, 3]) === 0) return parted(column + 1).map((rest) => ['-', ...rest])
        return pick(input.ways).flatMap((cell) => parted(column + 1).map((rest) => [cell, ...rest]))
      }
      const anyhow = () => inputs.map((input) => pick([...input.cells, '-']))
      const rows = random && hit !== 'U' ? Array.from({ length: 1 + pick([0, 1, 2, 3]) }, anyhow) : parted(0)
      const lines = [
        [...inputs.map((input) => input.text), 'result', 'cite'],
        ...rows.map((row) => [...row, pick(results), pick(['', 'law clause 3'])]),
        ...(random && hit !== 'U'
          ? [['otherwise', ...inputs.slice(1).map(() => ''), pick(results), '']]
          : []),
      ]
      return { hit, kind, table: lines.map((line) => line.join(' | ')).join('\n') }
    })
}
