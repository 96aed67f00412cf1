import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors/index.ts'
import type { Binaries } from './binaries.ts'
import { draftCluster, type Location, ownFolder } from './location.ts'
import type { ServerUser } from './server-user.ts'
import { configText, hbaText, identText, type Settings, SOCKET_PORT, SUPERUSER } from './settings.ts'

/** The PostgreSQL major version whose clusters these programs read. */
const MAJOR = '18'
const START_TIMEOUT_S = 300
const STOP_TIMEOUT_S = 60
/** After a `kill -9` of the server its children need a moment to notice and let go of the shared memory. */
const LINGERING_CHILDREN_MS = 30_000

/** Everything needed to run one cluster. */
export interface ClusterRun {
  readonly location: Location
  readonly user: ServerUser
  readonly binaries: Binaries
  readonly socketDir: string
  readonly settings: Settings
}

/** Runs a program as the server's user; resolves to its exit code and what it said. */
function run(program: string, args: string[], user: ServerUser): Promise<{ code: number; said: string }> {
  const identity = user.switched ? { uid: user.uid, gid: user.gid } : {}
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...identity,
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, said: said.trim() }))
  })
}

function writeOwned(file: string, text: string, user: ServerUser): void {
  rmSync(file, { force: true })
  writeFileSync(file, text, { mode: 0o600 })
  if (user.switched) chownSync(file, user.uid, user.gid)
}

/** Makes an empty cluster (UTF-8, code point order, no dependence on the machine's locales). */
export async function initialise(cluster: ClusterRun): Promise<void> {
  const { location, user, binaries } = cluster
  const draft = draftCluster(location)
  ownFolder(draft, user)
  const { code, said } = await run(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth=peer',
      '--data-checksums',
      '--no-instructions',
      ...(cluster.settings.fsync === 'off' ? ['--no-sync'] : []),
    ],
    user,
  )
  if (code !== 0) throw new AppError('database_start_failed', { detail: said })
  renameSync(draft, location.cluster)
}

/** What `postmaster.pid` says about the server that runs, or ran last. */
export function postmaster(clusterDir: string): { pid: number; socketDir: string } | null {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return Number.isInteger(pid) && pid > 0 ? { pid, socketDir: lines[4] ?? '' } : null
  } catch {
    return null
  }
}

/** A killed process stays in the table until its parent asks for it, and for an orphan in a container nobody may. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  if (isZombie(pid)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The working folder of a process, where the system tells it (Linux). A postmaster stands in its cluster. */
function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/**
 * Removes a `postmaster.pid` of a server that is gone: its number may belong to another program meanwhile, or to a
 * zombie, which PostgreSQL would take for a running server. (It guards its shared memory in any case.)
 */
function healStalePid(clusterDir: string, socketDir: string): void {
  const last = postmaster(clusterDir)
  if (!last) return
  const folder = isAlive(last.pid) ? workingFolder(last.pid) : ''
  if (folder === null || folder === clusterDir) return
  rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
  // The socket has a lock file of its own with the same number; the folder is private to this cluster.
  for (const dir of new Set([last.socketDir, socketDir])) {
    if (dir) rmSync(join(dir, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true })
  }
}

/** Where the log stands, to read afterwards what an attempt to start wrote into it. */
function logPosition(clusterDir: string): { file: string; size: number } | null {
  const folder = join(clusterDir, 'log')
  if (!existsSync(folder)) return null
  const newest = readdirSync(folder)
    .map((name) => ({ file: join(folder, name), ...statOf(join(folder, name)) }))
    .sort((a, b) => b.changed - a.changed)[0]
  return newest ? { file: newest.file, size: newest.size } : null
}

function statOf(file: string): { size: number; changed: number } {
  const stat = statSync(file, { throwIfNoEntry: false })
  return { size: stat?.size ?? 0, changed: stat?.mtimeMs ?? 0 }
}

/** What the server wrote since `before`: first to its start log, then to its log proper. */
function readLogs(clusterDir: string, startLog: string, before: ReturnType<typeof logPosition>): string {
  const told = existsSync(startLog) ? readFileSync(startLog, 'utf8') : ''
  const now = logPosition(clusterDir)
  const from = now?.file === before?.file ? (before?.size ?? 0) : 0
  const more = now ? readFileSync(now.file).subarray(from).toString('utf8') : ''
  return `${told.slice(-1000)}${more.slice(-2000)}`.trim()
}

function checkVersion(location: Location): void {
  const found = readFileSync(join(location.cluster, 'PG_VERSION'), 'utf8').trim()
  if (found === MAJOR) return
  const detail = `its database was made by PostgreSQL ${found}, this release has ${MAJOR}; use backup and restore`
  throw new AppError('database_folder_unusable', { dataDir: location.dataDir, detail })
}

/** Starts the server of a cluster and waits until it takes connections, recovery after a crash included. */
export async function start(cluster: ClusterRun): Promise<void> {
  const { location, user, binaries, socketDir, settings } = cluster
  checkVersion(location)
  ownFolder(socketDir, user)
  healStalePid(location.cluster, socketDir)
  writeOwned(join(location.cluster, 'postgresql.conf'), configText(socketDir, settings), user)
  writeOwned(join(location.cluster, 'pg_hba.conf'), hbaText(), user)
  writeOwned(join(location.cluster, 'pg_ident.conf'), identText(userInfo().username), user)
  const log = join(location.cluster, 'start.log')
  const deadline = Date.now() + LINGERING_CHILDREN_MS
  for (;;) {
    rmSync(log, { force: true })
    const before = logPosition(location.cluster)
    const args = ['start', '-D', location.cluster, '-l', log, '-w', '-t', String(START_TIMEOUT_S), '-s']
    const { code, said } = await run(binaries.pgCtl, args, user)
    if (code === 0) return
    const told = readLogs(location.cluster, log, before)
    const lingering = /pre-existing shared memory block|lock file .* already exists/.test(told)
    if (!lingering || Date.now() > deadline) {
      throw new AppError('database_start_failed', {
        detail: `${said} ${told} (${location.cluster}/log)`.trim(),
      })
    }
    await sleep(200)
  }
}

/** Stops the server: open transactions are rolled back, everything committed is on the disk. */
export async function stop(cluster: ClusterRun): Promise<void> {
  const { location, user, binaries } = cluster
  const args = ['stop', '-D', location.cluster, '-m', 'fast', '-w', '-t', String(STOP_TIMEOUT_S), '-s']
  const { code, said } = await run(binaries.pgCtl, args, user)
  if (code === 0 || !postmaster(location.cluster)) return
  throw new AppError('database_start_failed', { detail: `stopping failed: ${said}` })
}
