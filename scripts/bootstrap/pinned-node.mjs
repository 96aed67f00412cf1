// Which Node this project runs on, whether it is here, and how to run a script under it.
// Plain JavaScript on purpose: this file is read by whatever Node the machine has (20 or newer).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The oldest Node that can run the bootstrap. */
export const OLDEST_BOOTSTRAP_NODE = 20

/** The root folder of this clone. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What package.json pins for this machine.
 *
 * The npm package `node` would fetch the platform package in a nested install that no lockfile lists; so the
 * platform packages themselves stand in `optionalDependencies`, each with its checksum in package-lock.json.
 *
 * @param {string} [root] the clone
 * @returns {{ version: string, packageName: string | null }} `packageName` is null on a platform without a pin
 */
export function pinnedNode(root = ROOT) {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const pins = Object.entries(optionalDependencies).filter(([name]) => /^node-[a-z]+-[a-z0-9]+$/.test(name))
  const versions = [...new Set(pins.map(([, version]) => version))]
  if (versions.length !== 1 || !/^\d+\.\d+\.\d+$/.test(versions[0])) {
    throw new Error(
      `package.json must pin every platform package of Node at one exact version; it has: ${versions.join(', ') || 'none'}.`,
    )
  }
  const wanted = `node-${process.platform}-${process.arch}`
  return { version: versions[0], packageName: pins.some(([name]) => name === wanted) ? wanted : null }
}

/**
 * Says what is wrong with the pinned Node in `node_modules`, or null when it is exactly the pinned one.
 *
 * @param {string} [root] the clone
 * @returns {string | null} one sentence
 */
export function pinnedNodeProblem(root = ROOT) {
  const { version, packageName } = pinnedNode(root)
  if (packageName === null) {
    const major = version.split('.')[0]
    return process.versions.node.split('.')[0] === major ? null : wrongNodeMessage(root)
  }
  const manifest = join(root, 'node_modules', packageName, 'package.json')
  if (!existsSync(manifest)) return `${packageName}@${version} is not installed.`
  const installed = JSON.parse(readFileSync(manifest, 'utf8')).version
  if (installed !== version) return `${packageName} is ${installed}, pinned is ${version}.`
  const link = join(root, 'node_modules', '.bin', 'node')
  const binary = join(root, 'node_modules', packageName, 'bin', 'node')
  if (!existsSync(link) || !existsSync(binary)) return 'node_modules/.bin/node is missing.'
  if (realpathSync(link) !== realpathSync(binary)) {
    return `node_modules/.bin/node does not point to ${packageName}.`
  }
  const asked = spawnSync(link, ['--version'], { encoding: 'utf8' })
  const answer = asked.stdout?.trim() || asked.error?.message || asked.stderr?.trim()
  return answer === `v${version}`
    ? null
    : `node_modules/.bin/node answers "${answer}", pinned is v${version}.`
}

/**
 * What to tell somebody who started an entry point under another Node.
 *
 * @param {string} [root] the clone
 * @param {string} [running] version of this Node
 */
export function wrongNodeMessage(root = ROOT, running = process.versions.node) {
  const { version, packageName } = pinnedNode(root)
  const how =
    packageName === null
      ? `There is no pinned package for ${process.platform}-${process.arch}: install Node ${version} and run the command again with it.`
      : 'Run it through npm (`npm start`, `npm test`, `npx lastmile …`), which uses the pinned one after `npm ci`; or put node_modules/.bin first in PATH.'
  return `This is Node ${running}; Lastmile runs on Node ${version}. ${how}`
}

/**
 * For configurations that a tool loads: stops it with one sentence when it runs under another major version.
 *
 * @param {string} [running] version of this Node
 * @throws {Error} that says what to do
 */
export function requirePinnedNode(running = process.versions.node) {
  const { version } = pinnedNode()
  if (running.split('.')[0] !== version.split('.')[0]) throw new Error(wrongNodeMessage(ROOT, running))
}

/** The environment for children: the pinned Node and the project's tools come first in PATH. */
export function pinnedEnvironment(root = ROOT) {
  return { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) }
}

/**
 * Runs a script under the pinned Node: in this process when it is that one already, else in a child that gets
 * this terminal and every signal.
 *
 * @param {string} script path of the script
 * @param {string[]} args its arguments
 * @param {string} [root] the clone
 */
export async function runUnderPinnedNode(script, args, root = ROOT) {
  const { version, packageName } = pinnedNode(root)
  const env = pinnedEnvironment(root)
  if (packageName === null || process.versions.node === version) {
    Object.assign(process.env, env)
    process.argv = [process.execPath, script, ...args]
    await import(pathToFileURL(script).href)
    return
  }
  const child = spawn(join(root, 'node_modules', '.bin', 'node'), [script, ...args], {
    stdio: 'inherit',
    env,
  })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  /** @type {[number | null, NodeJS.Signals | null]} */
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode, by) => resolve([exitCode, by]))
  })
  if (signal !== null) {
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  }
  process.exitCode = code ?? 1
}
