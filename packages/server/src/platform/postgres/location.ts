import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { AppError } from '../errors/index.ts'
import { canEnter, type ServerUser } from './server-user.ts'

/** Where the parts of an embedded database lie. */
export interface Location {
  /** The data folder, as a real path. */
  readonly dataDir: string
  /** The cluster (PGDATA). */
  readonly cluster: string
  /** Random id of the cluster, which names its folders outside the data folder. */
  readonly clusterId: string
  /** Whether the cluster has still to be made. */
  readonly fresh: boolean
}

/** What the data folder remembers about its database, in `postgres.json`. */
interface LocationRecord {
  readonly version: 1
  readonly clusterId: string
  /** Relative to the data folder when it lies inside. */
  readonly cluster: string
}

/** `sockaddr_un` holds 108 bytes on Linux and 104 on macOS, of which the file name `.s.PGSQL.5432` takes 14 and a zero 1. */
const LONGEST_SOCKET_FOLDER = 104 - 16

const recordFile = (dataDir: string) => join(dataDir, 'postgres.json')
const homeFile = (cluster: string) => join(dirname(cluster), 'home.json')

/** Folders, best first, that everybody may enter and that only root may write: for a server of root's. */
export function publicShelves(): string[] {
  return ['/var/lib/lastmile', '/var/tmp/lastmile', join(tmpdir(), 'lastmile')]
}

function writeDurably(file: string, value: unknown): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(draft, file)
}

/** Reads what a data folder remembers, or null when it never held a database. */
export function readRecord(dataDir: string): LocationRecord | null {
  const file = recordFile(dataDir)
  if (!existsSync(file)) return null
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof parsed === 'object' && parsed !== null && 'clusterId' in parsed && 'cluster' in parsed) {
    return { version: 1, clusterId: String(parsed.clusterId), cluster: String(parsed.cluster) }
  }
  throw new AppError('database_folder_unusable', { dataDir, detail: `${file} is not readable` })
}

/** The cluster that a record names. */
export function recordedCluster(dataDir: string, record: LocationRecord): string {
  return isAbsolute(record.cluster) ? record.cluster : join(dataDir, record.cluster)
}

/** Makes the data folder (private, but root's lets the server's user pass through) and returns its real path. */
export function prepareDataDir(dataDir: string, user: ServerUser): string {
  const path = resolve(dataDir)
  try {
    if (!existsSync(path)) {
      mkdirSync(path, { recursive: true })
      chmodSync(path, user.switched ? 0o711 : 0o700)
    }
    return realpathSync(path)
  } catch (cause) {
    throw new AppError('database_folder_unusable', { dataDir: path, detail: String(cause) }, { cause })
  }
}

/** A folder outside the data folder for a cluster whose user cannot enter the data folder. */
function outsidePlace(clusterId: string, user: ServerUser): string {
  let last: unknown
  for (const shelf of publicShelves()) {
    try {
      mkdirSync(shelf, { recursive: true })
      chmodSync(shelf, 0o755)
      if (statSync(shelf).uid !== 0 || !canEnter(shelf, user)) continue
      const holder = join(shelf, clusterId)
      mkdirSync(holder)
      chmodSync(holder, 0o711)
      return join(holder, 'postgres')
    } catch (error) {
      last = error
    }
  }
  throw new AppError(
    'database_start_failed',
    { detail: `no folder that user ${user.uid} can enter: ${publicShelves().join(', ')}` },
    { cause: last },
  )
}

/** A copy of a data folder names the same outside cluster as the original; a moved one is welcome. */
function refuseCopy(dataDir: string, cluster: string, clusterId: string): void {
  const file = homeFile(cluster)
  if (existsSync(file)) {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const original =
      typeof parsed === 'object' && parsed !== null && 'dataDir' in parsed ? String(parsed.dataDir) : ''
    if (original === dataDir) return
    if (original && existsSync(original) && readRecord(original)?.clusterId === clusterId) {
      throw new AppError('database_folder_copied', { dataDir, original })
    }
  }
  writeDurably(file, { dataDir })
}

/**
 * Finds the place of the cluster of a data folder, or chooses and records one: inside the data folder, and only
 * where the server's user cannot enter that, in a folder of the system that is recorded in the data folder.
 * To be called under the start lock.
 */
export function locate(dataDir: string, user: ServerUser): Location {
  const record = readRecord(dataDir)
  if (record) {
    const cluster = recordedCluster(dataDir, record)
    const outside = relative(dataDir, cluster).startsWith('..')
    if (!existsSync(join(cluster, 'PG_VERSION'))) {
      throw new AppError('database_folder_missing', { dataDir, cluster })
    }
    if (outside) refuseCopy(dataDir, cluster, record.clusterId)
    else if (user.switched && !canEnter(dataDir, user)) {
      const detail = `it was moved to a place that user ${user.uid}, who runs the database, cannot enter`
      throw new AppError('database_folder_unusable', { dataDir, detail })
    }
    return { dataDir, cluster, clusterId: record.clusterId, fresh: false }
  }
  const clusterId = randomBytes(8).toString('hex')
  const inside = !user.switched || canEnter(dataDir, user)
  const cluster = inside ? join(dataDir, 'postgres') : outsidePlace(clusterId, user)
  if (!inside) writeDurably(homeFile(cluster), { dataDir })
  return { dataDir, cluster, clusterId, fresh: !existsSync(cluster) }
}

/** Records a cluster in its data folder, once it exists. */
export function record(location: Location): void {
  const path = relative(location.dataDir, location.cluster)
  const cluster = path.startsWith('..') ? location.cluster : path
  const value: LocationRecord = { version: 1, clusterId: location.clusterId, cluster }
  writeDurably(recordFile(location.dataDir), value)
}

/** Gives a folder to the server's user, private to it; a folder of anybody else in its place is refused. */
export function ownFolder(folder: string, user: ServerUser): void {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
  const stat = lstatSync(folder)
  const mine = process.getuid?.() ?? user.uid
  if (!stat.isDirectory() || (stat.uid !== user.uid && stat.uid !== mine)) {
    throw new AppError('database_folder_unusable', { dataDir: folder, detail: 'it belongs to somebody else' })
  }
  chmodSync(folder, 0o700)
  if (user.switched) chownSync(folder, user.uid, user.gid)
}

/**
 * The folder of the socket: `run` beside the cluster, or a short path in the system's temporary folder where that
 * would be longer than a socket's address may be. The running server names it in `postmaster.pid`.
 */
export function socketFolder(location: Location, user: ServerUser): string {
  const beside = join(dirname(location.cluster), 'run')
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_FOLDER) return beside
  const name = createHash('sha256').update(`${location.clusterId}:${user.uid}`).digest('hex').slice(0, 16)
  const base = Buffer.byteLength(tmpdir()) <= LONGEST_SOCKET_FOLDER - 32 ? tmpdir() : '/tmp'
  return join(base, `lastmile-${name}`)
}

/** Removes the half-made cluster of an initdb that was killed. */
export function draftCluster(location: Location): string {
  const draft = `${location.cluster}.draft`
  rmSync(draft, { recursive: true, force: true })
  return draft
}
