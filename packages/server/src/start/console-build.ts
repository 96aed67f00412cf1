import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppError } from '../platform/errors/index.ts'

/** What the built console is made of; a change in any of it makes the build stale. */
const SOURCES = [
  'packages/console',
  'packages/web-kit',
  'packages/contract',
  'packages/domain',
  'packages/rules',
  'packages/field',
  'facts.yaml',
  'package-lock.json',
]
const STAMP = '.stamp'

/** Where the built files of the console lie. */
export function consoleDist(root: string): string {
  return join(root, 'packages/console/dist')
}

function isSource(name: string): boolean {
  return !/(^|\/)(node_modules|dist|\.dist-[^/]*)(\/|$)|\.test\.tsx?$|\.md$/.test(name)
}

/** A hash of everything that the console is built from. */
export function sourceStamp(root: string): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(root, source)
    if (!existsSync(path)) continue
    const names = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(isSource).sort()
      : ['']
    for (const name of names) {
      const file = join(path, name)
      if (statSync(file).isFile()) hash.update(`${source}/${name}\0`).update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/** Whether the console must be built: its build is missing, or older than its sources. */
export function consoleIsStale(root: string): boolean {
  const stamp = join(consoleDist(root), STAMP)
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== sourceStamp(root)
}

/** Runs Vite in a process of its own, so that the server does not keep the memory of a build. */
function runVite(root: string, outDir: string): Promise<void> {
  const vite = join(
    dirname(createRequire(join(root, 'package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  )
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--logLevel', 'warn'], {
      cwd: join(root, 'packages/console'),
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new AppError('console_build_failed', { detail: said.trim() || `vite ended with ${code}` }))
    })
  })
}

/**
 * Builds the console when its build is missing or stale. It is built aside and put in place whole, so that a server
 * that runs meanwhile serves one build or the other.
 * @returns whether anything was built.
 * @throws `console_build_failed`
 */
export async function buildConsole(root: string, onStart: () => void): Promise<boolean> {
  if (!consoleIsStale(root)) return false
  onStart()
  const stamp = sourceStamp(root)
  const dist = consoleDist(root)
  const draft = join(dirname(dist), `.dist-${process.pid}`)
  const old = join(dirname(dist), `.dist-${process.pid}-old`)
  try {
    await runVite(root, draft)
    writeFileSync(join(draft, STAMP), stamp)
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(draft, dist)
  } finally {
    for (const folder of [draft, old]) rmSync(folder, { recursive: true, force: true })
  }
  return true
}
