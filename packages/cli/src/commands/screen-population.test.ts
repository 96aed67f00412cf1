import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import { decideHousehold, type Library, readHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context, ExitCode } from '../command.ts'
import { command } from './screen.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const COUNT = 1200
let folder = ''
let library: Library
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'screen-'))
  // A library that stands still, whoever writes policies meanwhile.
  cpSync(join(ROOT, 'policies'), join(folder, 'policies'), { recursive: true })
  library = readLibrary(ROOT, join(folder, 'policies'))
  const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
  for (const form of ['jsonl', 'csv', 'parquet'])
    await writePopulation({
      seed: 'screen',
      count: COUNT,
      org,
      focus: 'difficulty',
      out: join(folder, `p.${form}`),
    })
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

type Printed = {
  households: number
  persons: number
  ms: number
  perPolicy: Record<string, { eligible: number; ineligible: number; unknown: number; amount: number }>
  refused?: { count: number; first: { household: string; message: string }[] }
}

async function run(options: Record<string, string>, date = '2026-06-30') {
  let printed: unknown
  const all: Record<string, string> = { population: '', policies: 'policies', ...options }
  const context: Context = {
    words: [],
    option: (name) => all[name],
    options: (name) => (all[name] === undefined ? [] : [all[name]]),
    flag: (name) => name in all,
    json: true,
    date,
    now: new Date(`${date}T00:00:00Z`),
    cwd: folder,
    root: ROOT,
    env: {},
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    print: (document) => {
      printed = document
    },
    say: () => undefined,
    note: () => undefined,
  }
  const code: ExitCode = await command.run(context)
  return { code, printed: printed as Printed }
}

const lines = (file: string) =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

describe('screen --population', () => {
  it.each(['2024-03-31', '2025-12-01', '2026-06-30', '2026-11-24'])(
    'gives every household of the synthetic district what it gets alone, on %s',
    async (date) => {
      const { code, printed } = await run({ from: 'p.jsonl', out: 'answers.jsonl', threads: '2' }, date)
      const answers = lines('answers.jsonl')
      const households = lines('p.jsonl')
      expect(code).toBe(0)
      expect(answers.length).toBe(COUNT)
      expect(printed.households).toBe(COUNT)
      const eligible = new Map<string, number>()
      households.forEach((line, place) => {
        const decided = decideHousehold(library, readHousehold(library.facts, line), date)
        const wanted: Record<string, unknown> = { household_id: line.id, org: line.org }
        const got = { ...answers[place] }
        for (const { policy, outcome, amount } of decided) {
          wanted[policy] = outcome
          if (got[policy] === 'not-applicable') got[policy] = 'ineligible'
          if (`${policy}.amount` in got) wanted[`${policy}.amount`] = amount === null ? null : amount / 100
          else expect(amount).toBe(null)
          if (outcome === 'eligible') eligible.set(policy, (eligible.get(policy) ?? 0) + 1)
        }
        expect(got).toEqual(wanted)
      })
      for (const [policy, totals] of Object.entries(printed.perPolicy))
        expect(totals.eligible).toBe(eligible.get(policy) ?? 0)
      expect(eligible.size).toBeGreaterThan(4)
    },
  )

  it('reads the three forms alike, on one thread or two', async () => {
    const [a, b, c] = [
      await run({ from: 'p.jsonl', threads: '1' }),
      await run({ from: 'p.csv', threads: '2' }),
      await run({ from: 'p.parquet', threads: '2' }),
    ]
    expect(a.printed.persons).toBeGreaterThan(COUNT)
    expect(b.printed.perPolicy).toEqual(a.printed.perPolicy)
    expect(c.printed.perPolicy).toEqual(a.printed.perPolicy)
  })

  it('refuses a household with a value that is none, names it and goes on', async () => {
    const rows = readFileSync(join(folder, 'p.csv'), 'utf8').split('\n')
    const at = (rows[0] ?? '').split(',').indexOf('household.monthly_income')
    const cells = (rows[1] ?? '').split(',')
    cells[at] = '12.345'
    rows[1] = cells.join(',')
    writeFileSync(join(folder, 'wrong.csv'), rows.join('\n'))
    const { code, printed } = await run({ from: 'wrong.csv' })
    expect(code).toBe(1)
    expect(printed.households).toBe(COUNT - 1)
    expect(printed.refused?.first).toEqual([
      {
        household: cells[0],
        message: 'household.monthly_income: 12.345 is not an amount in yuan with at most two decimals',
      },
    ])
  })

  it('refuses a file with a column that no fact has, and a command that is not whole', async () => {
    writeFileSync(join(folder, 'name.csv'), 'household_id,household.has_cars\n1,true\n')
    await expect(run({ from: 'name.csv' })).rejects.toThrow('did you mean "household.has_car"?')
    await expect(run({})).rejects.toThrow('There is no database')
    await expect(run({ from: 'p.csv', threads: 'x' })).rejects.toThrow('--threads')
    await expect(run({ from: 'p.csv', out: 'answers.xlsx' })).rejects.toThrow('.parquet, .csv or .jsonl')
    await expect(run({ from: 'p.csv', policy: 'dibaoo' })).rejects.toThrow('did you mean "dibao"?')
  })
})
