import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { postmaster } from './cluster.ts'
import { socketConnection } from './connection.ts'
import { discardDatabase, holdsDatabase } from './discard.ts'
import { EmbeddedServer } from './embedded-server.ts'
import { type Database, openDatabase } from './open-database.ts'
import { tryExclusive, tryShared } from './process-lock.ts'
import { SUPERUSER, UNSAFE_BUT_FAST } from './settings.ts'

// Clusters are made and stopped here: seconds each on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const isRoot = process.getuid?.() === 0
const settings = UNSAFE_BUT_FAST
let folder: string
const opened: { close(): Promise<void> }[] = []
const folders: string[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastmile-embedded-'))
  chmodSync(folder, 0o711)
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})
afterAll(async () => {
  for (const dataDir of folders) if (existsSync(dataDir)) await discardDatabase(dataDir)
  rmSync(folder, { recursive: true, force: true })
})

function newDataDir(name: string, within = folder): string {
  const dataDir = join(within, name)
  folders.push(dataDir)
  return dataDir
}

async function open(dataDir: string): Promise<Database> {
  const db = await openDatabase({ dataDir, settings })
  opened.push(db)
  return db
}

async function join_(dataDir: string): Promise<EmbeddedServer> {
  const server = await EmbeddedServer.join({ dataDir, settings })
  opened.push(server)
  return server
}

const isAlive = (pid: number | null) => {
  if (pid === null) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('a lock between processes', () => {
  it('is held by one alone, or shared by many', () => {
    const file = join(folder, 'a.lock')
    const first = tryShared(file)
    const second = tryShared(file)
    expect(first && second).toBeTruthy()
    expect(tryExclusive(file)).toBeNull()
    first?.release()
    expect(tryExclusive(file)).toBeNull()
    second?.release()
    second?.release()
    const alone = tryExclusive(file)
    expect(alone).not.toBeNull()
    expect(tryShared(file)).toBeNull()
    expect(tryExclusive(file)).toBeNull()
    alone?.release()
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('goes with a process that is killed', async () => {
    const file = join(folder, 'b.lock')
    const script = `import { tryExclusive } from ${JSON.stringify(join(import.meta.dirname, 'process-lock.ts'))}
      globalThis.held = tryExclusive(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(tryExclusive(file)).toBeNull()
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    const lock = tryExclusive(file)
    expect(lock).not.toBeNull()
    lock?.release()
  })
})

describe('the embedded server', () => {
  it('is started by the first, joined by the second, and stopped by the last', async () => {
    const dataDir = newDataDir('join')
    const [first, second] = await Promise.all([open(dataDir), open(dataDir)])
    const { pid } = postmaster(join(dataDir, 'postgres')) ?? { pid: null }
    expect((await first.pool.query('SELECT current_user AS role')).rows).toEqual([{ role: 'lastmile_app' }])
    expect((await second.adminPool?.query('SELECT current_user AS role'))?.rows).toEqual([
      { role: 'lastmile_migrator' },
    ])
    await first.close()
    expect(isAlive(pid)).toBe(true)
    expect((await second.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await second.close()
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 })
    expect(postmaster(join(dataDir, 'postgres'))).toBeNull()
  })

  it('keeps its files private, listens on no port, and runs under no root', async () => {
    const dataDir = newDataDir('private')
    const server = await join_(dataDir)
    expect(statSync(server.cluster).mode & 0o777).toBe(0o700)
    expect(statSync(server.socketDir).mode & 0o777).toBe(0o700)
    expect(readFileSync(join(server.cluster, 'postgresql.conf'), 'utf8')).toContain("listen_addresses = ''")
    expect(statSync(server.cluster).uid).not.toBe(0)
    const owner = statSync(`/proc/${server.pid}`, { throwIfNoEntry: false })?.uid
    if (owner !== undefined) expect(owner).not.toBe(0)
  })

  it('keeps what was written over a stop, and takes its place up again', async () => {
    const dataDir = newDataDir('keep')
    const first = await open(dataDir)
    await first.adminPool?.query('CREATE TABLE kept AS SELECT 7 AS n')
    await first.close()
    const second = await open(dataDir)
    expect((await second.adminPool?.query('SELECT n FROM kept'))?.rows).toEqual([{ n: 7 }])
  })

  it('is started again under those who use it when it is killed', async () => {
    const dataDir = newDataDir('killed')
    const events: string[] = []
    // With real fsync: what is committed must be there afterwards.
    const db = await openDatabase({ dataDir, onEvent: (event) => events.push(event.kind) })
    opened.push(db)
    await db.adminPool?.query('CREATE TABLE kept AS SELECT 7 AS n')
    const before = postmaster(join(dataDir, 'postgres'))?.pid ?? 0
    process.kill(before, 'SIGKILL')
    const client = await db.connect()
    // The pool may still hand out a connection of the dead server; the next one is new.
    await client.query('SELECT 1').catch(() => undefined)
    client.release(true)
    await vi.waitFor(() => expect(events).toContain('back'), { timeout: 60_000 })
    expect(events[0]).toBe('lost')
    expect((await db.adminPool?.query('SELECT n FROM kept'))?.rows).toEqual([{ n: 7 }])
    expect(postmaster(join(dataDir, 'postgres'))?.pid).not.toBe(before)
  })

  it('heals a postmaster.pid whose number now belongs to another program', async () => {
    const dataDir = newDataDir('stale')
    await (await join_(dataDir)).close()
    const other = spawn('sleep', ['60'], isRoot ? { uid: statSync(join(dataDir, 'postgres')).uid } : {})
    try {
      const lines = [other.pid, join(dataDir, 'postgres'), 1, 5432, join(dataDir, 'run'), '', '', 'ready']
      writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`)
      const db = await open(dataDir)
      expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    } finally {
      other.kill()
    }
  })

  it('takes a short socket path when the data folder lies deep', async () => {
    const dataDir = newDataDir('x'.repeat(100))
    const server = await join_(dataDir)
    expect(Buffer.byteLength(server.socketDir)).toBeLessThan(90)
    expect(server.socketDir.startsWith(dataDir)).toBe(false)
    const client = new pg.Client(socketConnection(server.socketDir, SUPERUSER, 'postgres'))
    await client.connect()
    expect((await client.query('SHOW data_directory')).rows).toEqual([
      { data_directory: join(dataDir, 'postgres') },
    ])
    await client.end()
  })

  it('may be moved with its data folder', async () => {
    const old = newDataDir('before')
    const db = await open(old)
    await db.adminPool?.query('CREATE TABLE kept AS SELECT 7 AS n')
    await db.close()
    const moved = newDataDir('after')
    renameSync(old, moved)
    const again = await open(moved)
    expect((await again.adminPool?.query('SELECT n FROM kept'))?.rows).toEqual([{ n: 7 }])
  })

  it('is not made anew in silence when the recorded one is gone', async () => {
    const dataDir = newDataDir('gone')
    await (await join_(dataDir)).close()
    rmSync(join(dataDir, 'postgres'), { recursive: true })
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'database_folder_missing' })
    rmSync(join(dataDir, 'postgres.json'))
    const db = await open(dataDir)
    expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('refuses the cluster of another version, by name', async () => {
    const dataDir = newDataDir('version')
    await (await join_(dataDir)).close()
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'database_folder_unusable' })
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
  })

  it('is removed with everything that belongs to it, and nothing else', async () => {
    const dataDir = newDataDir('discard')
    const server = await join_(dataDir)
    await expect(discardDatabase(dataDir)).rejects.toThrow('in use')
    await server.close()
    writeFileSync(join(dataDir, 'keys.json'), 'mine')
    await discardDatabase(dataDir)
    expect(holdsDatabase(dataDir)).toBe(false)
    expect(existsSync(server.cluster)).toBe(false)
    expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe('mine')
  })
})

// Only root switches users; for anybody else the data folder is always a place that the server's user can enter.
describe.runIf(isRoot)('in a folder that only root can enter', () => {
  const secret = () => {
    const within = join(folder, 'secret')
    mkdirSync(within, { recursive: true, mode: 0o700 })
    return within
  }

  it('the cluster lies outside, recorded and private, and goes with its data folder', async () => {
    const dataDir = newDataDir('data', secret())
    const server = await join_(dataDir)
    expect(server.cluster.startsWith(folder)).toBe(false)
    expect(statSync(server.cluster).mode & 0o777).toBe(0o700)
    await server.close()
    const moved = newDataDir('moved', secret())
    renameSync(dataDir, moved)
    expect((await join_(moved)).cluster).toBe(server.cluster)
  })

  it('a copy of the data folder is refused: both would share one cluster', async () => {
    const dataDir = newDataDir('original', secret())
    await (await join_(dataDir)).close()
    const copy = join(secret(), 'copy')
    cpSync(dataDir, copy, { recursive: true })
    await expect(openDatabase({ dataDir: copy })).rejects.toMatchObject({
      code: 'database_folder_copied',
      holes: { original: dataDir },
    })
  })

  it('a cluster inside that was moved there is refused with the reason', async () => {
    const dataDir = newDataDir('open')
    await (await join_(dataDir)).close()
    const moved = join(secret(), 'open')
    renameSync(dataDir, moved)
    await expect(openDatabase({ dataDir: moved })).rejects.toMatchObject({ code: 'database_folder_unusable' })
    renameSync(moved, dataDir)
  })
})

describe('a database by URL', () => {
  it('that cannot be reached is database_unavailable, with the reason', async () => {
    const url = 'postgres://nobody@127.0.0.1:1/none'
    await expect(openDatabase({ url })).rejects.toMatchObject({ code: 'database_unavailable' })
  })
})
