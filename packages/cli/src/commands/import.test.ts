import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkCharacter } from '@lastmile/domain'
import { afterAll, beforeAll, expect, it } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../../bin/lastmile.mjs', import.meta.url))
/** Above this many rows the look at the households is left to a job. */
const ROWS = 5010
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-command-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Persons of nobody (region 310199), each the head of a household. */
function roster(): string {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const day = new Date(Date.UTC(1930, 0, 1) + at * 86_400_000).toISOString().slice(0, 10)
    const first17 = `310199${day.replaceAll('-', '')}001`
    const name = `示${String.fromCodePoint(0x4e00 + at)}`
    return `k${at},夏阳街道,青平居委会,${name},户主,${first17}${checkCharacter(first17)},1200,2024年3月`
  })
  return `\uFEFF低保证号,街镇,居村委,姓名,与户主关系,身份证号,月保障金额,享受起始年月\r\n${lines.join('\r\n')}\r\n`
}

it('takes a large list, leaves the look at its households to a job, and ends', () => {
  const file = join(folder, '低保在册名单-2025-06.csv')
  writeFileSync(file, roster())
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [PROGRAM, ...words, '--json'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    })
  const imported = run('import', '--source', 'dibao-roster', file)
  expect(imported.signal, imported.stderr).toBeNull()
  expect(imported.stderr).toContain('as soon as the server runs')
  const { accepted, review, refused } = JSON.parse(imported.stdout)
  expect({ all: accepted + review, refused }).toEqual({ all: ROWS, refused: 0 })
  expect(JSON.parse(run('ledger', 'verify').stdout)).toMatchObject({ ok: true })
}, 240_000)
