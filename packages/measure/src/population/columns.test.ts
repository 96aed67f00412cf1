import { join } from 'node:path'
import { readHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { ColumnsBuilder } from '@lastmile/rules/population'
import { expect, it } from 'vitest'
import { schemeOn } from '../assess/scheme-on-day.ts'
import { readDistrictScheme, readInstruments } from '../node.ts'
import { countColumns } from './assess-columns.ts'
import { CellCounter } from './cells.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const DAY = '2026-06-30'

/** Plain random households over the facts that the scheme reads, a tenth of them missing. */
function households(count: number) {
  const library = readLibrary(ROOT)
  let state = 7
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const scheme = readDistrictScheme(ROOT, library, readInstruments(ROOT))
  const facts = [...scheme.facts].filter((fact) => library.facts.all.includes(fact))
  const value = (fact: (typeof facts)[number]): unknown => {
    if (next(10) === 0) return null
    switch (fact.type) {
      case 'boolean':
        return next(4) === 0
      case 'enum':
        return fact.values?.[next(fact.values.length)]?.value ?? null
      case 'date':
        return `${1935 + next(90)}-0${1 + next(9)}-1${next(9)}`
      case 'integer':
        return Math.min(fact.max ?? 50, Math.max(fact.min ?? 0, next(6)))
      default:
        return next(120_000)
    }
  }
  const row = (entity: 'household' | 'person') =>
    Object.fromEntries(facts.filter((one) => one.entity === entity).map((one) => [one.name, value(one)]))
  const list = Array.from({ length: count }, () =>
    readHousehold(library.facts, {
      household: { ...row('household'), living_area: next(100) },
      members: Array.from({ length: 1 + next(5) }, (_, place) => ({ id: `m${place}`, ...row('person') })),
    }),
  )
  return { scheme, facts, list }
}

it('the columns place every household as the closures do', () => {
  const { scheme, facts, list } = households(3000)
  const builder = new ColumnsBuilder(facts, {})
  for (const household of list) builder.add(household, { id: '', org: null })
  const counter = new CellCounter()
  const columns = builder.finish()
  countColumns(scheme, columns, DAY, counter, {
    file: 'by',
    text: 'household.size',
    line: 1,
    column: 1,
  })
  const expected = new Map<string, number>()
  const onDay = schemeOn(scheme, DAY)
  for (const household of list) {
    const { deprived, unknown, floor } = onDay.place(household)
    const key = `${household.members.length} ${deprived} ${unknown} ${floor}`
    expected.set(key, (expected.get(key) ?? 0) + 1)
  }
  const found = new Map<string, number>()
  for (const [group, cells] of counter.groups())
    for (const cell of cells) {
      expect([cell.weight, cell.squares]).toEqual([cell.units * group, cell.units * group * group])
      found.set(`${group} ${cell.deprived} ${cell.unknown} ${cell.floor}`, cell.units)
    }
  expect(expected.size).toBeGreaterThan(1000)
  expect(found).toEqual(expected)
})
