import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from './main.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const sample = (name: string) => join(root, 'samples/households', name)

async function run(line: string[], input: unknown = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const now = new Date('2026-06-30T01:00:00Z')
  const stdin = Readable.from([typeof input === 'string' ? input : JSON.stringify(input)])
  const code = await main([...line, '--json'], { cwd: root, env: {}, stdin, stdout, stderr, now })
  stdout.end()
  stderr.end()
  return { code, json: JSON.parse(await text(stdout)) }
}

describe('lastmile score', () => {
  it('has the keys of the contract', async () => {
    const { code, json } = await run(
      ['score', '--instrument', 'phq-9', '--answers', '-'],
      [2, 2, 2, 1, 1, 1, 1, 0, 1],
    )
    expect(code).toBe(0)
    expect(json).toMatchObject({
      instrument: 'phq-9',
      version: '1.0.0',
      score: 11,
      subscales: {},
      band: { id: 'moderate', name: { zh: '中度' } },
      alerts: [{ level: 'crisis' }],
    })
  })

  it('gives no score for a missing item, and the alert all the same', async () => {
    const { json } = await run(['score', '--instrument', 'phq-9', '--answers', '-'], { answers: { 9: 2 } })
    expect(json).toMatchObject({ score: null, band: null, alerts: [{ id: 'suicide-item' }] })
    expect(json.missing).toHaveLength(8)
  })

  it.each([
    [['--instrument', 'phq9', '--answers', '-'], [], 'phq-9'],
    [['--instrument', 'phq-9', '--answers', '-'], [9], 'p1'],
    [['--instrument', 'phq-9', '--answers', 'nowhere.json'], [], 'nowhere.json'],
    [['--instrument', 'phq-9'], [], '--answers'],
  ])('refuses %j', async (line, input, said) => {
    const { code, json } = await run(['score', ...line], input)
    expect(code).toBe(2)
    expect(json.error.message).toContain(said)
  })
})

describe('lastmile assess', () => {
  it('has the keys of the contract, and no household is without a tier', async () => {
    const { code, json } = await run(['assess', '--household', sample('08-father-ill-rigid-expense.json')])
    expect(code).toBe(0)
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining(['dimensions', 'score', 'intensity', 'tier', 'because', 'missing', 'services']),
    )
    const keys = ['id', 'name', 'value', 'cutoff', 'deprived', 'weight', 'because']
    for (const dimension of json.dimensions) {
      expect(Object.keys(dimension)).toEqual(
        expect.arrayContaining(['id', 'name', 'deprived', 'weight', 'indicators']),
      )
      for (const one of dimension.indicators) expect(Object.keys(one)).toEqual(expect.arrayContaining(keys))
    }
    expect(json.score).toBeGreaterThan(0)
  })

  it('takes scores of instruments, and says when it cannot tell whose they are', async () => {
    const file = JSON.stringify({
      household: {},
      members: [
        { id: 'a', birth_date: '1950-01-01' },
        { id: 'b', birth_date: '1980-01-01' },
      ],
    })
    const folder = mkdtempSync(join(tmpdir(), 'assess-'))
    try {
      const household = join(folder, 'h.json')
      writeFileSync(household, file)
      const line = ['assess', '--household', household, '--answers', '-']
      const known = await run(line, [{ instrument: 'phq-9', member: 'b', answers: { p9: 1 } }])
      expect(known.json.tier).toMatchObject({ id: 1, override: 'suicide_risk' })
      const unknown = await run(line, { 'phq-9': { p9: 1 } })
      expect(unknown).toMatchObject({
        code: 2,
        json: { error: { message: expect.stringContaining('a, b') } },
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('names file, line and column of a wrong scheme', async () => {
    const { code, json } = await run([
      'assess',
      '--household',
      sample('05-old-man-alone.json'),
      '--scheme',
      'facts.yaml',
    ])
    expect(code).toBe(2)
    expect(json.error).toMatchObject({
      code: 'scheme',
      details: [{ file: 'facts.yaml', line: expect.any(Number) }],
    })
  })
})

describe('lastmile measure', () => {
  let folder = ''
  let file = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'measure-'))
    file = join(folder, 'p.jsonl')
    const made = await run(['population', 'generate', '--households', '400', '--seed', 'm', '--out', file])
    expect(made.code).toBe(0)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('has the keys of the contract; M0 is H × A and the groups add up to it', async () => {
    const { json } = await run(['measure', '--from', file, '--by', 'housing_tenure'])
    for (const key of ['H', 'A', 'M0', 'se', 'contributions', 'by', 'robustness'])
      expect(json).toHaveProperty(key)
    expect(json.M0).toBeCloseTo(json.H * json.A, 10)
    expect(json.by.length).toBeGreaterThan(3)
    const sum = json.by.reduce(
      (all: number, one: { share: number; M0: number }) => all + one.share * one.M0,
      0,
    )
    expect(sum).toBeCloseTo(json.M0, 10)
    const shares = Object.values(json.contributions.dimensions as Record<string, number>)
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
    expect(json.bounds.H[1]).toBeGreaterThan(json.bounds.H[0])
    expect(json.warning).toMatchObject({ tier: 4 })
  })

  it('counts by persons, by size, and by org', async () => {
    const size = await run(['measure', '--from', file, '--by', 'size', '--persons'])
    const persons = size.json.by.reduce(
      (all: number, one: { value: string; households: number }) => all + Number(one.value) * one.households,
      0,
    )
    expect(size.json.persons).toBe(persons)
    const org = await run(['measure', '--from', file, '--by', 'org'])
    expect(org.json.by.length).toBeGreaterThan(10)
  })

  it.each([
    ['housing_tenur', /did you mean "housing_tenure"/],
    ['annual_income', /money/],
  ])('refuses --by %s', async (by, message) => {
    const { code, json } = await run(['measure', '--from', file, '--by', by])
    expect(code).toBe(2)
    expect(json.error.message).toMatch(message)
  })
})
