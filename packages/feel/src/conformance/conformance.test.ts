import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluate, test as unaryTest } from '../index.ts'

/** One line of cases.txt: `EXPRESSION [:: TYPE] --> JSON`, or the code of a refusal instead of JSON. */
type Case = {
  readonly line: string
  readonly expression: string
  readonly type?: string
  readonly wanted: string
}

const sections = new Map<string, Case[]>()
let section: Case[] = []
for (const line of readFileSync(new URL('./cases.txt', import.meta.url), 'utf8').split('\n')) {
  if (line.startsWith('# ')) {
    section = []
    sections.set(line.slice(2), section)
  } else if (line.trim() !== '') section.push(caseOf(line))
}

function caseOf(line: string): Case {
  const cut = line.lastIndexOf(' --> ')
  if (cut < 0) throw new Error(`no result in: ${line}`)
  const wanted = line.slice(cut + 5).trim()
  const [, expression = '', type] = /^(.*?)(?: :: (.*))?$/.exec(line.slice(0, cut)) ?? []
  const text = expression.replaceAll('⏎', '\n')
  return { line, expression: text, wanted, ...(type === undefined ? {} : { type }) }
}

const now = new Date('2026-11-24T02:00:00Z')

function answer({ expression, type }: Case): unknown {
  const given = evaluate({ expression, now, ...(type === undefined ? {} : { type }) })
  return 'error' in given ? given.error.code : given.value
}

describe.each([...sections])('%s', (_, cases) => {
  it.each(cases.map((one) => [one.line, one] as const))('%s', (_line, one) => {
    const refused = /^(?:unsupported|syntax|type)$/.test(one.wanted)
    expect(answer(one)).toEqual(refused ? one.wanted : JSON.parse(one.wanted))
  })
})

describe('encoding', () => {
  const values = [...sections.values()]
    .flat()
    .filter(({ expression, type }) => type === undefined && !/now\(|function/.test(expression))
    .map((one) => evaluate({ expression: one.expression, now }))
    .flatMap((given) => ('error' in given ? [] : [given.value]))

  it('comes back as it went: a result in a context is the same result', () => {
    expect(values.length).toBeGreaterThan(500)
    for (const value of values) {
      const again = evaluate({ expression: 'v', context: { v: value }, now })
      // A number with many digits is a string in a result; as input it is `{"@type": "number"}`.
      expect(again).toMatchObject({ value })
    }
  })
})

describe('unary tests of a decision table', () => {
  it.each([
    ['> 5, [1..2]', 2, true],
    ['> 5, [1..2]', 3, false],
    ['not(3, 4)', 3, false],
    ['-', null, true],
    ['? > 2 and ? < 9', 5, true],
    ['"a", "b"', 'b', true],
    ['null', null, true],
    ['< 5', 'x', null],
  ])('%s of %j is %j', (expression, value, wanted) => {
    expect(unaryTest({ expression, value, now })).toMatchObject({ value: wanted })
  })
})
