import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { discardDatabase } from '../../../platform/postgres/discard.ts'
import { openDatabase } from '../../../platform/postgres/index.ts'
import { type ImportWorld, importWorld, madeNumber, snapshotOf } from '../testing/import-world.ts'
import { makeCsv } from '../testing/make-files.ts'
import { asTable, goodRow } from '../testing/roster.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 })

const CHILD = fileURLToPath(new URL('../testing/import-child.ts', import.meta.url))
let world: ImportWorld
let folder: string
beforeAll(async () => {
  world = await importWorld()
  folder = mkdtempSync(join(tmpdir(), 'lastmile-import-'))
  chmodSync(folder, 0o711)
})
afterAll(async () => {
  await discardDatabase(join(folder, 'data'))
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

/** Runs the child until it says a line that `until` names, kills it there, and gives all lines. */
function run(args: readonly string[], until: string | null): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines: string[] = []
    let rest = ''
    child.stdout.on('data', (part: Buffer) => {
      const parts = (rest + part.toString()).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts)
      if (until !== null && parts.some((line) => line.startsWith(until))) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(lines)
      else reject(new Error(`the child ended with ${code}`))
    })
  })
}

const said = (lines: readonly string[], word: string) =>
  lines.find((line) => line.startsWith(word))?.slice(word.length + 1)

const SURNAMES = Array.from('王李张刘陈杨黄赵周吴徐孙朱马胡郭何高林罗郑梁谢宋唐许')
const FIRST = Array.from('建秀大小志玉春桂德文')
const SECOND = Array.from('国英明红强兰芳平军华')

/** Names of 2,600 people that are not mixed up with each other. */
function nameOf(at: number): string {
  const [surname, first, second] = [at % 26, Math.floor(at / 26) % 10, Math.floor(at / 260) % 10]
  return `${SURNAMES[surname]}${FIRST[first]}${SECOND[second]}`
}

test('an import that is killed three times and resumed leaves what an undisturbed one leaves', async () => {
  const rows = Array.from({ length: 2_600 }, (_, at) => {
    const home = goodRow(Math.floor(at / 2), {
      身份证号: madeNumber('1960-01-01'),
      姓名: nameOf(at),
      联系电话: `1990000${String(at).padStart(4, '0')}`,
      性别: null,
    })
    const slip = at % 97 === 0 ? { 月保障金额: '约一千' } : at % 89 === 0 ? { 婚姻状况: '分居' } : {}
    return { ...home, 与户主关系: at % 2 === 0 ? '户主' : '妻', ...slip }
  })
  rows.push(...rows.slice(100, 110))
  const bytes = makeCsv(asTable(rows).map((row) => row.map((cell) => String(cell ?? ''))))
  const undisturbed = await world.run(bytes)

  const file = join(folder, 'roster.csv')
  writeFileSync(file, bytes)
  const dataDir = join(folder, 'data')
  // Killed while a chunk is under way: progress is told inside the transaction, just before its commit.
  const batch = said(await run([dataDir, file], 'done 1000'), 'batch') ?? ''
  expect(batch).not.toBe('')
  await run([dataDir, '--resume', batch], 'done')
  await run([dataDir, '--resume', batch], 'done')
  const ended: unknown = JSON.parse(said(await run([dataDir, '--resume', batch], null), 'ended') ?? 'null')

  const { accepted, unchanged, refused, review, linked_new, linked_existing, rows: total } = undisturbed.batch
  expect(total).toBe(2_610)
  expect(refused).toBeGreaterThan(20)
  expect(ended).toMatchObject({
    state: 'done',
    rows: total,
    ...{ accepted, unchanged, refused, review, linked_new, linked_existing },
  })
  const db = await openDatabase({ dataDir })
  try {
    if (!db.adminPool) throw new Error('an embedded database has a migrator')
    expect(await snapshotOf(db.adminPool)).toBe(await snapshotOf(world.test.superPool))
    const { rows: problems } = await db.adminPool.query(
      'SELECT row, col, severity, code FROM import_problem ORDER BY row, col, code',
    )
    expect(problems).toHaveLength(undisturbed.problems.length)
    const { rows: twice } = await db.adminPool.query(
      'SELECT row FROM import_row GROUP BY row HAVING count(*) > 1',
    )
    expect(twice).toEqual([])
  } finally {
    await db.close()
  }
})
