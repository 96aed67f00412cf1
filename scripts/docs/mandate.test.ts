import { describe, expect, test, vi } from 'vitest'
import { CLAUSES, type Known, mandateProblems } from './mandate-table.ts'
import { commands, isHere, operations, screens, textOf } from './product.ts'

// The product is asked for its commands: a second or two, many on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

test('docs/mandate.md says what is true of the product', () => {
  const known = { routes: operations(), commands: commands(), screens: screens(), isFile: isHere }
  console.log(
    `mandate table: ${CLAUSES.length} clauses against ${known.routes.size} operations, ${known.commands.size} commands, ${known.screens.size} screens`,
  )
  expect(mandateProblems(textOf('docs/mandate.md'), known)).toEqual([])
})

describe('the check refuses', () => {
  const known: Known = {
    routes: new Set(['GET /households/{id}']),
    commands: new Set(['screen']),
    screens: new Set(['/households/$id']),
    isFile: (path) => path === 'e2e/one.spec.ts',
  }
  const head =
    '| clause | what the software makes true | screen | route | command | test | state |\n|--|--|--|--|--|--|--|\n'
  const good =
    '| G1 | . | `/households/$id` | `GET /households/{id}` | `lastmile screen` | `e2e/one.spec.ts` | works |'
  const table = (first: string) =>
    head +
    [first, ...CLAUSES.slice(1).map((clause) => `| ${clause} | . | | | | | planned: team |`)].join('\n')

  test('nothing of a table that is right', () => {
    expect(mandateProblems(table(good), known)).toEqual([])
    expect(
      mandateProblems(table(good.replace('works', 'works in part; planned: match, resident')), known),
    ).toEqual([])
  })

  test.each([
    ['a clause that is missing', '', ['G1: stands in the table 0 times']],
    [
      'a clause that nobody wrote',
      good.replace('G1', 'G9'),
      ['G1: stands in the table 0 times', 'G9: there is no such clause'],
    ],
    ['a clause twice', `${good}\n${good}`, ['G1: stands in the table 2 times']],
    [
      'a screen that is not there',
      good.replace('$id', '$no'),
      ['G1: the console has no screen /households/$no'],
    ],
    [
      'a route that is not there',
      good.replace('GET', 'PUT'),
      ['G1: the contract has no operation PUT /households/{id}'],
    ],
    [
      'a command that is not there',
      good.replace('lastmile screen', 'lastmile fly'),
      ['G1: there is no command lastmile fly'],
    ],
    ['a test that is not there', good.replace('one', 'two'), ['G1: there is no test e2e/two.spec.ts']],
    [
      'a claim without a test',
      good.replace('`e2e/one.spec.ts`', ''),
      ['G1: it works, so it names a screen, a route and a test'],
    ],
    [
      'a plan that claims',
      good.replace('works', 'planned: team'),
      ['G1: it is planned and yet names things'],
    ],
    [
      'a plan of nobody',
      good.replace('works', 'works in part; planned: somebody'),
      ['G1: nobody is called somebody'],
    ],
    [
      'a state of its own',
      good.replace('works', 'nearly'),
      [
        'G1: the state "nearly" is neither works, nor planned: <module>, nor works in part; planned: <module>',
      ],
    ],
    [
      'a row with a cell too few',
      good.replace(' . |', ''),
      expect.arrayContaining(['G1: the row has not 7 cells']),
    ],
  ])('%s', (_what, row, problems) => {
    expect(mandateProblems(table(row), known)).toEqual(problems)
  })

  test('other columns', () => {
    expect(mandateProblems(table(good).replace('| clause ', '| id '), known)[0]).toContain(
      "the table's columns are not",
    )
  })
})
