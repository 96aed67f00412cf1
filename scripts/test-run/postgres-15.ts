// The migrations and the row-security matrix once more, on Debian's PostgreSQL 15: the oldest that we promise to run on.
// Starts a throw-away cluster on a unix socket, runs the tests against it as DATABASE_URL, and removes it.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinnedEnvironment, ROOT } from '../bootstrap/pinned-node.mjs'
import { POSTGRES_15 } from './machine.ts'

/** Which tests run a second time: files whose names end like this, or what the command line names. */
const TEST_FILES = process.argv.length > 2 ? process.argv.slice(2) : ['.migrations.test.ts', '.rls.test.ts']
const DATABASE = 'lastmile'
const MIGRATOR = 'lastmile_migrator'
const APPLICATION = 'lastmile_app'
const PASSWORD = 'only-for-this-throw-away-cluster'

const folder = mkdtempSync(join(tmpdir(), 'lastmile-pg15-'))
const user = unprivilegedUser()
if (user !== null) chownSync(folder, user.uid, user.gid)
chmodSync(folder, 0o755)
const data = join(folder, 'data')
let isUp = false

process.exitCode = 1
try {
  program('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C', '-E', 'UTF8', '--no-sync'])
  // fsync and its kin off: the cluster lives for one run of tests that are not about crashes.
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200`
  program('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-o', settings, '-w', '-t', '60', 'start'])
  isUp = true
  sql(`CREATE ROLE ${MIGRATOR} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB CREATEROLE PASSWORD '${PASSWORD}'`)
  sql(
    `CREATE ROLE ${APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD '${PASSWORD}'`,
  )
  // Tests end connections to see what happens then.
  sql(`GRANT pg_signal_backend TO ${MIGRATOR}`)
  sql(`CREATE DATABASE ${DATABASE} OWNER ${MIGRATOR}`)
  console.log(sql('SELECT version()'))
  process.exitCode = await runTests()
} finally {
  if (isUp) program('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
  rmSync(folder, { recursive: true, force: true })
}

function runTests(): Promise<number> {
  const env = {
    ...pinnedEnvironment(),
    DATABASE_URL: urlOf(APPLICATION),
    DATABASE_ADMIN_URL: urlOf(MIGRATOR),
  }
  const child = spawn('vitest', ['run', ...TEST_FILES], { cwd: ROOT, env, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** The host in the query wins over the one before it: a unix socket has no place in the authority of a URL. */
function urlOf(role: string): string {
  return `postgres://${role}:${PASSWORD}@localhost/${DATABASE}?host=${encodeURIComponent(folder)}`
}

function sql(statement: string): string {
  return program('psql', [
    '-h',
    folder,
    '-U',
    'postgres',
    '-d',
    'postgres',
    '-v',
    'ON_ERROR_STOP=1',
    '-Atc',
    statement,
  ])
}

/** Runs one of PostgreSQL's programs as the unprivileged user and gives what it printed. */
function program(name: string, args: readonly string[]): string {
  const done = spawnSync(join(POSTGRES_15, name), args, {
    ...(user ?? {}),
    cwd: folder,
    encoding: 'utf8',
    // pg_ctl leaves the server running: it must not hold our pipes.
    stdio: name === 'pg_ctl' ? ['ignore', 'ignore', 'inherit'] : 'pipe',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  if (done.status !== 0)
    throw new Error(`${name} failed: ${done.error?.message ?? done.stderr ?? done.status}`)
  return done.stdout ?? ''
}

/** The server refuses to run as root: then it runs as nobody. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}
