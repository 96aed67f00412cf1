import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { readOrgFile, writePopulation } from '@lastmile/population/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../main.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simulate-'))
  const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
  const out = join(folder, 'p.parquet')
  await writePopulation({ seed: 'simulate', count: 3000, org, focus: 'difficulty', out })
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function run(...line: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const around = {
    cwd: folder,
    env: {},
    stdin: new PassThrough(),
    stdout,
    stderr,
    now: new Date('2026-06-30T04:00:00Z'),
  }
  const code = await main([...line, '--json'], around)
  return { code, document: JSON.parse(stdout.read().toString()) }
}

const simulate = (...set: string[]) =>
  run('simulate', ...set.flatMap((one) => ['--set', one]), '--from', 'p.parquet')

type Counted = { gained: number; lost: number; costDelta: number }

describe('simulate', () => {
  it('begins at what the screening says, and adds up: sides, policies, units', async () => {
    const { code, document } = await simulate('dibao.dibao_standard=2000')
    expect(code).toBe(0)
    const screened = (await run('screen', '--population', '--from', 'p.parquet')).document.perPolicy
    expect(document.baseline.perPolicy).toEqual(screened)
    expect(document.gained).toBeGreaterThan(0)
    expect(document.costDelta).toBeGreaterThan(0)
    expect(document.changed.amount - document.baseline.amount).toBeCloseTo(document.costDelta, 2)
    expect(document.changed.eligible - document.baseline.eligible).toBe(document.gained - document.lost)
    for (const parts of [document.byOrg, Object.values(document.perPolicy)] as Counted[][]) {
      const sum = (of: (one: Counted) => number) => parts.reduce((total, one) => total + of(one), 0)
      expect(sum((one) => one.gained)).toBe(document.gained)
      expect(sum((one) => one.lost)).toBe(document.lost)
      expect(sum((one) => one.costDelta)).toBeCloseTo(document.costDelta, 2)
    }
    expect(Object.keys(document.perPolicy)).toContain('dibao')
  })

  it('changes nothing when the figure stays, and takes away when it falls', async () => {
    const same = await simulate('dibao.dibao_standard=1650')
    expect(same.document).toMatchObject({ gained: 0, lost: 0, costDelta: 0, perPolicy: {} })
    const less = await simulate('dibao.dibao_standard=800')
    expect(less.document.gained).toBe(0)
    expect(less.document.lost).toBeGreaterThan(0)
    expect(less.document.costDelta).toBeLessThan(0)
  })

  it('refuses by name', async () => {
    const said = async (...set: string[]) => {
      const { code, document } = await simulate(...set)
      return { code, error: document.error.code, near: document.error.details?.nearest }
    }
    expect(await said()).toMatchObject({ code: 2, error: 'usage' })
    expect(await said('dibao_standard=3')).toMatchObject({ code: 2, error: 'usage' })
    expect(await said('dibao.dibao_standart=3')).toEqual({
      code: 2,
      error: 'parameter',
      near: 'dibao_standard',
    })
    expect(await said('dibao.dibao_standard=3.001')).toMatchObject({ code: 2, error: 'parameter' })
  })
})
