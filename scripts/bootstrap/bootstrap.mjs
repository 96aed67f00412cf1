// From a bare clone to a tree that can run: dependencies, then the pinned Node. Idempotent; a second later start costs milliseconds.
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { install, installReason, oneAtATime } from './dependencies.mjs'
import { OLDEST_BOOTSTRAP_NODE, pinnedNodeProblem, ROOT } from './pinned-node.mjs'

/**
 * What to tell somebody whose Node cannot even begin, or null.
 *
 * @param {string} running version of this Node
 */
export function tooOldMessage(running) {
  if (Number(running.split('.')[0]) >= OLDEST_BOOTSTRAP_NODE) return null
  return `This is Node ${running}. Node ${OLDEST_BOOTSTRAP_NODE} or newer is enough to begin (the right one is then installed into this folder): please install one and run the command again.`
}

/**
 * Makes sure that the dependencies and the pinned Node are here.
 *
 * @param {string} [root] the clone
 * @throws {Error} with a sentence that says what to do
 */
export async function bootstrap(root = ROOT) {
  const tooOld = tooOldMessage(process.versions.node)
  if (tooOld !== null) throw new Error(tooOld)
  if (installReason(root) === null && pinnedNodeProblem(root) === null) return
  await oneAtATime(root, async () => {
    // Asked again: whoever held the lock before us may have done it.
    const reason = installReason(root) ?? pinnedNodeProblem(root)
    if (reason === null) return
    console.error(`${reason} Installing (npm ci):`)
    await install(root)
    const problem = installReason(root) ?? pinnedNodeProblem(root)
    if (problem !== null) {
      throw new Error(`The installation ended, but ${problem} Remove node_modules and run the command again.`)
    }
  })
}

/**
 * The file behind `npx lastmile`.
 *
 * @param {string} [root] the clone
 */
export function commandLineEntry(root = ROOT) {
  const link = join(root, 'node_modules', '.bin', 'lastmile')
  if (!existsSync(link)) throw new Error('The command lastmile is not linked. Run `npm ci`, then try again.')
  return realpathSync(link)
}

/**
 * Runs an entry point's work; a failure becomes one readable message and exit code 1.
 *
 * @param {() => Promise<void>} work
 */
export async function entryPoint(work) {
  try {
    await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
