import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../main.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const ROSTER = join(ROOT, 'samples', '低保在册名单-2025-06.csv')
let folder = ''

async function run(...line: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await main([...line, '--json'], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '' },
    stdin: new PassThrough(),
    stdout,
    stderr,
    now: new Date('2026-06-30T04:00:00Z'),
  })
  return { code, document: JSON.parse(stdout.read().toString()) }
}

/** The households of a department's list, in a data folder of their own. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'population-database-'))
  const imported = await run('import', '--source', 'dibao-roster', ROSTER)
  expect(imported.document.accepted).toBeGreaterThan(10)
}, 180_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('commands over the households of the database', () => {
  it('screen them by every policy, and simulate from where the screening stands', async () => {
    const screened = await run('screen', '--population')
    expect(screened.code).toBe(0)
    const { households, persons, perPolicy, ms } = screened.document
    expect(households).toBeGreaterThan(10)
    expect(persons).toBeGreaterThanOrEqual(households)
    expect(ms).toBeGreaterThan(0)
    expect(Object.keys(perPolicy)).toContain('dibao')
    for (const { eligible, ineligible, unknown } of Object.values(perPolicy) as Record<string, number>[])
      expect((eligible ?? 0) + (ineligible ?? 0) + (unknown ?? 0)).toBe(households)
    const { code, document } = await run('simulate', '--set', 'dibao.dibao_standard=5000')
    expect(code).toBe(0)
    expect(document).toMatchObject({ households, persons })
    expect(document.baseline.perPolicy).toEqual(perPolicy)
    for (const key of ['changed', 'gained', 'lost', 'costDelta', 'byOrg', 'ms'])
      expect(document).toHaveProperty(key)
    expect(document.byOrg.length).toBeGreaterThan(1)
    for (const { org } of document.byOrg) expect(org).toMatch(/^310118\/\d+\/\d+\/$/)
    const ledger = await run('ledger', 'verify')
    expect(ledger.document).toMatchObject({ ok: true })
  }, 120_000)

  it('refuse what they cannot do before anything is read', async () => {
    const nowhere = await run('simulate', '--set', 'dibao.dibao_standard=5000', '--data', 'nothing-here')
    expect(nowhere).toMatchObject({ code: 2, document: { error: { code: 'database_missing' } } })
    const wrong = await run('simulate', '--set', 'dibao_standard', '--data', 'nothing-here')
    expect(wrong).toMatchObject({ code: 2, document: { error: { code: 'usage' } } })
    const unknown = await run('screen', '--population', '--policy', 'dibaoo')
    expect(unknown).toMatchObject({ code: 2, document: { error: { code: 'unknown-policy' } } })
  }, 120_000)
})
