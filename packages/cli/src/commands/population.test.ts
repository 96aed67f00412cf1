import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, ExitCode } from '../command.ts'
import { command } from './population.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'population-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function run(
  options: Record<string, string>,
  now = '2027-01-01',
): Promise<{ code: ExitCode; printed: Record<string, unknown> }> {
  let printed: Record<string, unknown> = {}
  const context: Context = {
    words: ['generate'],
    option: (name) => options[name],
    options: (name) => (options[name] === undefined ? [] : [options[name]]),
    flag: (name) => name in options,
    json: true,
    date: now,
    now: new Date(`${now}T00:00:00Z`),
    cwd: folder,
    root: ROOT,
    env: {},
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    print: (document) => {
      printed = Object.fromEntries(Object.entries(document ?? {}))
    },
    say: () => undefined,
    note: () => undefined,
  }
  return { code: await command.run(context), printed }
}

const hash = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex')

test.each(['jsonl', 'csv', 'parquet'])(
  'the same seed gives the same .%s, today and tomorrow',
  async (form) => {
    const { code, printed } = await run({ households: '300', seed: 'a', out: `a.${form}`, truth: 'a.truth' })
    await run({ households: '300', seed: 'a', out: `b.${form}`, truth: 'b.truth' }, '2030-06-15')
    await run({ households: '300', seed: 'b', out: `c.${form}` })
    expect(code).toBe(0)
    expect(printed).toMatchObject({ households: 300, asOf: '2026-10-31', focus: 'population' })
    expect(hash(`a.${form}`)).toBe(hash(`b.${form}`))
    expect(hash('a.truth')).toBe(hash('b.truth'))
    expect(hash(`a.${form}`)).not.toBe(hash(`c.${form}`))
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  },
)

test('the truth of a smaller run is the beginning of a larger one', async () => {
  await run({ households: '200', seed: 'k', out: 'small.jsonl', truth: 'small.truth' })
  await run({ households: '400', seed: 'k', out: 'large.jsonl', truth: 'large.truth' })
  for (const name of ['jsonl', 'truth']) {
    const small = readFileSync(join(folder, `small.${name}`), 'utf8')
    expect(readFileSync(join(folder, `large.${name}`), 'utf8').startsWith(small)).toBe(true)
  }
})

test.each([
  [{ seed: 'a', out: 'x.csv' }, '--households is missing'],
  [{ households: '5', out: 'x.csv' }, '--seed is missing'],
  [{ households: '5', seed: 'a' }, '--out is missing'],
  [{ households: '-5', seed: 'a', out: 'x.csv' }, 'not a whole number'],
  [{ households: '5', seed: 'a', out: 'x.xlsx' }, 'must end in'],
  [{ households: '5', seed: 'a', out: 'none/x.csv' }, 'no folder'],
  [{ households: '5', seed: 'a', out: 'x.csv', truth: 'x.csv' }, 'different files'],
  [{ households: '5', seed: 'a', out: 'x.csv', focus: 'poor' }, 'neither'],
  [{ households: '5', seed: 'a', out: 'x.csv', district: 'atlantis' }, 'choose one of'],
])('refuses %j', async (options, message) => {
  await expect(run(options)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining(message),
  })
  expect(readdirSync(folder)).not.toContain('x.csv')
})
