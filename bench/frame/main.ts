// Behind `npm run bench`: every bench/*.bench.ts, each in its own process, and one table of all figures.
import { fork } from 'node:child_process'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { keepsLimit, type Measured } from './bench.ts'

type Report = { readonly name: string; readonly title: string; readonly rows: readonly Measured[] | null }

const folder = join(import.meta.dirname, '..')
const asked = process.argv.slice(2)
const all = globSync('*.bench.ts', { cwd: folder }).sort()
const files = all.filter((file) => asked.length === 0 || asked.includes(basename(file, '.bench.ts')))

if (files.length === 0) {
  console.error(
    `No benchmark ${asked.join(', ')}. There are: ${all.map((file) => basename(file, '.bench.ts')).join(', ')}`,
  )
  process.exitCode = 2
} else {
  const reports: Report[] = []
  for (const file of files) {
    console.error(`▶ ${file}`)
    reports.push(await runOne(file))
  }
  print(reports)
  keep(reports)
  const failed = reports.filter(({ rows }) => rows === null || !rows.every(keepsLimit)).length
  console.log(`${reports.length - failed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

function runOne(file: string): Promise<Report> {
  const name = basename(file, '.bench.ts')
  const child = fork(join(import.meta.dirname, 'run-one.ts'), [join(folder, file)], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let report: Report = { name, title: name, rows: null }
  child.on('message', (message) => {
    if (typeof message === 'object' && message !== null) report = { ...report, ...message }
  })
  return new Promise((resolve) => {
    child.once('close', (code) => resolve(code === 0 ? report : { ...report, rows: null }))
  })
}

function print(reports: readonly Report[]): void {
  const head = ['', 'measured', 'peer', 'ours / peer', 'promised', '']
  const lines = reports.flatMap(({ title, rows }) => [
    [title, '', '', '', '', ''],
    ...(rows ?? []).map(lineOf),
    ...(rows === null ? [['  it broke off: see above', '', '', '', '', '✘']] : []),
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  )
  for (const line of [head, ...lines]) {
    const cells = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    console.log(cells.join('  ').trimEnd())
  }
}

function lineOf(row: Measured): string[] {
  const { what, value, unit, peer, limit } = row
  const aimed = row.aim === undefined ? '' : `aim ${figure(row.aim)}`
  const promised =
    limit === undefined
      ? aimed
      : 'atMost' in limit
        ? `≤ ${figure(limit.atMost)}`
        : `≥ ${figure(limit.atLeast)}`
  return [
    `  ${what}`,
    `${figure(value)} ${unit}`,
    peer === undefined ? '' : `${peer.name} ${figure(peer.value)}`,
    peer === undefined ? '' : `${figure(value / peer.value)} ×`,
    promised,
    limit === undefined ? '' : keepsLimit(row) ? '✔' : '✘',
  ]
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: value >= 1000 ? 6 : 3 })
}

/** The last figures as a file, to compare with the next ones. */
function keep(reports: readonly Report[]): void {
  mkdirSync(join(folder, 'out'), { recursive: true })
  writeFileSync(join(folder, 'out', 'latest.json'), `${JSON.stringify(reports, null, 2)}\n`)
}
