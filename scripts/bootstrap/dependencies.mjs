// Installs the dependencies when, and only when, they are missing or another package-lock.json has come.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Why `npm ci` must run, or null when what is installed is what the lockfile says.
 *
 * npm writes `node_modules/.package-lock.json` at the very end of an install: it is the stamp. An interrupted
 * install has none, so it is done again.
 *
 * @param {string} root the clone
 * @returns {string | null} one sentence
 */
export function installReason(root) {
  const stamp = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(join(root, 'node_modules'))) return 'The dependencies are not installed yet.'
  if (!existsSync(stamp)) return 'The last installation did not finish.'
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(stamp, 'utf8')).packages
  for (const [path, entry] of Object.entries(wanted)) {
    const name = path.replace(/^.*node_modules\//, '')
    if (path.includes('node_modules/')) {
      if (entry.link && !existsSync(join(root, path))) return `The workspace ${name} is not linked.`
      if (entry.link || (entry.optional && installed[path] === undefined)) continue
      if (installed[path]?.version !== entry.version) {
        return `package-lock.json has changed: ${name} ${installed[path]?.version ?? 'is not here'}, wanted ${entry.version}.`
      }
    }
    const commands = path.includes('node_modules/') || path === '' ? {} : (entry.bin ?? {})
    const missing = Object.keys(commands).find(
      (command) => !existsSync(join(root, 'node_modules', '.bin', command)),
    )
    if (missing !== undefined) return `The command ${missing} is not linked.`
  }
  return null
}

/**
 * Runs `npm ci` and shows how far it is.
 *
 * @param {string} root the clone (or a folder with a package.json and a lockfile of its own, such as bench/)
 * @param {{ tell?: (line: string) => void, tty?: boolean }} [output] where the progress goes
 * @throws {Error} with npm's own last lines when npm fails
 */
export async function install(root, { tell = console.error, tty = process.stderr.isTTY === true } = {}) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const total = Object.values(lock.packages).filter((entry) => !entry.link && !entry.optional).length
  const started = Date.now()
  const report = () => {
    const line = `  unpacking: ${Math.min(countPackages(join(root, 'node_modules')), total)} of about ${total} packages, ${Math.round((Date.now() - started) / 1000)} s`
    if (tty) process.stderr.write(`\r${line}`)
    else tell(line)
  }
  const beat = setInterval(report, tty ? 500 : 5000)
  try {
    // --strict-allow-scripts (npm 11.19): an install script that package.json does not allow is an error.
    const include = ['--include=dev', '--include=optional', '--strict-allow-scripts']
    await npm(root, ['ci', ...include, '--no-audit', '--no-fund', '--loglevel=error'])
  } finally {
    clearInterval(beat)
    if (tty) process.stderr.write('\r\u001b[K')
  }
  tell(
    `  installed ${countPackages(join(root, 'node_modules'))} packages in ${Math.round((Date.now() - started) / 1000)} s`,
  )
}

/**
 * Lets one bootstrap of this clone install at a time; a second one waits, and a lock of a dead process is taken over.
 *
 * @template T
 * @param {string} root the clone
 * @param {() => Promise<T>} work what to do while holding the lock
 * @returns {Promise<T>}
 */
export async function oneAtATime(root, work) {
  const folder = join(root, '.cache')
  const lock = join(folder, 'install.lock')
  mkdirSync(folder, { recursive: true })
  let told = false
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const holder = readHolder(lock)
    if (holder === null || !isAlive(holder)) {
      rmSync(lock, { force: true })
      continue
    }
    if (!told) console.error(`Another start (process ${holder}) is installing; waiting for it.`)
    told = true
    await sleep(300)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : null
}

/** @param {string} lock */
function readHolder(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || null
  } catch {
    return null
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/**
 * Runs npm with the Node that runs us (npm tells where it is when it started us).
 *
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function npm(root, args) {
  const [command, first] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      said += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) =>
      reject(new Error(`npm could not be started (${error.message}): is npm in PATH?`)),
    )
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`npm ${args[0]} failed in ${root} (exit ${code}):\n${reasonIn(said)}`))
    })
  })
}

/**
 * npm says first what is wrong and then, at length, how it is used.
 *
 * @param {string} said
 */
function reasonIn(said) {
  const [reason = ''] = said.split(/\n(?:npm error )?\s*Usage:/)
  return reason
    .split('\n')
    .filter((line) => !/^npm error\s*$/.test(line))
    .slice(0, 40)
    .join('\n')
}

/** @param {string} folder */
function countPackages(folder) {
  if (!existsSync(folder)) return 0
  return readdirSync(folder).reduce((sum, name) => {
    if (name.startsWith('.')) return sum
    return sum + (name.startsWith('@') ? readdirSync(join(folder, name)).length : 1)
  }, 0)
}
