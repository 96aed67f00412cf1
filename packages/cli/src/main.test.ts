import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { main } from './main.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const sample = join(root, 'samples/households/01-three-people-below-dibao.json')

/** Runs one command line in this process. */
async function run(line: string[], input = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const now = new Date('2026-11-24T01:00:00Z')
  const code = await main(line, { cwd: root, env: {}, stdin: Readable.from([input]), stdout, stderr, now })
  stdout.end()
  stderr.end()
  return { code, out: await text(stdout), err: await text(stderr) }
}

describe('a wrong command line', () => {
  it.each([
    [['scren'], 'screen'],
    [['screen', '--houshold', 'x'], '--household'],
    [['policies', 'lst'], 'list'],
    [['screen', '--household', sample, '--policy', 'dibaoo'], 'dibao'],
  ])('%j ends with 2 and the nearest name', async (line, nearest) => {
    const { code, out, err } = await run([...line, '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(out).error).toMatchObject({ details: { nearest } })
    expect(err).toContain(nearest)
  })

  it.each([
    [['screen']],
    [['screen', '--household']],
    [['screen', '--household', 'nowhere.json']],
    [['screen', '--household', sample, '--date', '2026-02-30']],
    [['facts', 'more']],
    [['facts', '--json=yes']],
    [['policies', 'list', '--policies', 'nowhere']],
  ])('%j ends with 2 and an error document', async (line) => {
    const { code, out } = await run([...line, '--json'])
    expect(code).toBe(2)
    expect(Object.keys(JSON.parse(out).error)).toEqual(['code', 'message', 'details'])
  })
})

describe('facts and policies', () => {
  it('prints the dictionary with the keys of the contract', async () => {
    const { code, out } = await run(['facts', '--json'])
    const facts = JSON.parse(out)
    expect(code).toBe(0)
    expect(facts.length).toBeGreaterThan(80)
    for (const key of ['name', 'entity', 'type', 'unit', 'label', 'description'])
      expect(facts[0]).toHaveProperty(key)
  })

  it('lists the policies of a day with figures and citations', async () => {
    const { out } = await run(['policies', 'list', '--json', '--date', '2025-07-01'])
    const dibao = JSON.parse(out).find((policy: { id: string }) => policy.id === 'dibao')
    expect(dibao.parameters).toContainEqual({
      name: 'dibao_standard',
      value: 1650,
      unit: '元/人/月',
      from: '2025-07-01',
      to: '2026-06-30',
      verified: 'second-hand',
    })
    expect(dibao.citations[0]).toMatchObject({ clause: '第十条', verified: 'verified' })
  })

  it('checks a folder and names file, line and column of what is wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'policies-'))
    execFileSync('cp', ['-r', `${join(root, 'policies')}/.`, folder])
    const file = join(folder, 'cn-shanghai/dibao/policy.yaml')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('not(household.has_car)', 'not(household.has_cart)'),
    )
    const { code, out } = await run(['policies', 'check', '--json', '--policies', folder])
    expect(code).toBe(1)
    expect(JSON.parse(out).errors).toEqual([
      expect.objectContaining({
        code: 'unknown-fact',
        file: 'cn-shanghai/dibao/policy.yaml',
        column: 33,
        fix: 'did you mean household.has_car?',
      }),
    ])
    expect(JSON.parse(out).errors[0].line).toBeGreaterThan(20)
  })
})

describe('screen', () => {
  it('reads a file or standard input, for all policies or those named', async () => {
    const all = JSON.parse((await run(['screen', '--household', sample, '--json'])).out)
    expect(all.date).toBe('2026-11-24')
    expect(all.results.length).toBeGreaterThanOrEqual(8)
    const one = await run(
      ['screen', '--household', '-', '--policy', 'dibao', '--json'],
      readFileSync(sample, 'utf8'),
    )
    expect(JSON.parse(one.out).results).toEqual([
      all.results.find((result: { policy: string }) => result.policy === 'dibao'),
    ])
  })

  it('answers a batch line by line, refusing only the lines that are wrong', async () => {
    const household = JSON.parse(readFileSync(sample, 'utf8'))
    const lines = [
      { id: 'a', date: '2026-06-30', ...household },
      { id: 'b', date: '2026-07-01', ...household },
      { id: 'c', date: '2026-07-01', household: { has_cra: true }, members: [{ id: 'm' }] },
      { id: 'd', date: 'tomorrow', ...household },
    ]
    const input = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{ not json\n`
    const { code, out } = await run(['screen', '--batch', '-', '--policy', 'dibao', '--json'], input)
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(1)
    expect(
      answers.map((answer) => [answer.id, answer.results?.[0].amount.value ?? answer.error.code]),
    ).toEqual([
      ['a', 1950],
      ['b', 2070],
      ['c', 'household'],
      ['d', 'date'],
      [5, 'json'],
    ])
    expect(answers[2].error.details[0]).toMatchObject({ nearest: 'has_car' })
  })

  it('says why in Chinese for people', async () => {
    const { out } = await run(['screen', '--household', sample, '--policy', 'dibao'])
    expect(out).toContain('最低生活保障：符合，每月 2,070 元')
  })

  it('runs as a program too', () => {
    const program = join(root, 'packages/cli/bin/lastmile.mjs')
    const { status, stdout } = spawnSync(
      process.execPath,
      [program, 'screen', '--household', sample, '--json'],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout).results[0].policy).toBe('dibao')
  })
})
