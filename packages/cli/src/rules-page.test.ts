import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from './main.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rules-page-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The files that docs/rules.md shows, by the path in their first line. */
const shown = [
  ...readFileSync(join(root, 'docs/rules.md'), 'utf8').matchAll(
    /```yaml\n# policies\/(\S+\.yaml)\n([\s\S]*?)```/g,
  ),
].map(([, path = '', content = '']) => ({ path, content }))

const check = () => run(['policies', 'check', '--policies', folder])

async function run(line: readonly string[]): Promise<{ code: number; out: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const now = new Date('2026-11-24T01:00:00Z')
  const code = await main(line, { cwd: root, env: {}, stdin: Readable.from([]), stdout, stderr, now })
  stdout.end()
  return { code, out: await text(stdout) }
}

describe('the policy that docs/rules.md shows', () => {
  it('passes the check as it stands, in a copy of the library', async () => {
    cpSync(join(root, 'policies'), folder, { recursive: true })
    expect(shown.map(({ path }) => path.split('/').at(-1))).toEqual(['policy.yaml', 'cases.yaml'])
    for (const { path, content } of shown) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    const place = join(folder, dirname(shown[0]?.path ?? ''))
    writeFileSync(join(place, 'guide.zh.md'), '# 冬季取暖补贴\n')
    writeFileSync(join(place, 'notes.md'), '# 疑问\n')
    const coverage = join(folder, 'coverage.yaml')
    const entry =
      '  - { id: winter-heating, rank: 90, zh: 冬季取暖补贴, en: Winter heating grant, status: rule }\n'
    writeFileSync(coverage, readFileSync(coverage, 'utf8').replace('policies:\n', `policies:\n${entry}`))
    const { code, out } = await check()
    expect(out).toContain('0 error(s)')
    expect(out).toMatch(/^90 policies/m)
    expect(code).toBe(0)
  })

  it('takes the table that the page shows, and names the combination that a table leaves out', async () => {
    const page = readFileSync(join(root, 'docs/rules.md'), 'utf8')
    const table = /```yaml\n(tables:\n[\s\S]*?)```/.exec(page)?.[1] ?? ''
    const file = join(folder, shown[0]?.path ?? '')
    const whole = readFileSync(file, 'utf8')
    const withTable = whole
      .replace('versions:\n', `${table}versions:\n`)
      .replace('formula: heating_grant\n', 'formula: heating_by_size\n')
    writeFileSync(file, withTable)
    const good = await check()
    expect(good.out).toContain('0 error(s)')
    writeFileSync(file, withTable.replace(/ +otherwise .*\n/, ''))
    const bad = await check()
    const line = withTable.split('\n').findIndex((one) => one.includes('household.assistance_class | ')) + 1
    expect(bad.out).toContain(
      `policy.yaml:${line}:7 heating_by_size: no row says what holds for household.assistance_class "dibao_edge"`,
    )
    expect(bad.code).toBe(1)
    writeFileSync(file, whole)
  })

  it('is refused when a version ends before the next begins', async () => {
    const file = join(folder, shown[0]?.path ?? '')
    const whole = readFileSync(file, 'utf8')
    const version = /versions:\n([\s\S]*?)benefit:/.exec(whole)?.[1] ?? ''
    const first = version.replace('to: null', 'to: "2025-03-10"')
    const second = version.replace('from: "2024-11-01"', 'from: "2025-03-20"')
    writeFileSync(file, whole.replace(version, first + second))
    const { code, out } = await check()
    expect(out).toContain('winter-heating has no version from 2025-03-11')
    expect(code).toBe(1)
  })
})

describe('the signal that docs/signals.md shows', () => {
  it('passes the check as it stands, beside those of the district', async () => {
    const signals = mkdtempSync(join(tmpdir(), 'signals-page-'))
    try {
      cpSync(join(root, 'districts/qingpu/signals'), signals, { recursive: true })
      const page = readFileSync(join(root, 'docs/signals.md'), 'utf8')
      const [, name = '', content = ''] = /```yaml\n# signals\/(\S+)\n([\s\S]*?)```/.exec(page) ?? []
      writeFileSync(join(signals, name), content)
      const { code, out } = await run(['signals', 'check', '--signals', signals])
      expect(out).toContain('0 error(s)')
      expect(code).toBe(0)
      writeFileSync(join(signals, name), content.replace('person.monthly_wage <', 'person.monthly_wag <'))
      const refused = await run(['signals', 'check', '--signals', signals])
      expect(refused.out).toContain(
        'wage-halved.yaml:16:18 there is no fact person.monthly_wag (did you mean',
      )
      expect(refused.code).toBe(1)
    } finally {
      rmSync(signals, { recursive: true })
    }
  })
})
