import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { pinnedEnvironment, ROOT } from '../bootstrap/pinned-node.mjs'
import type { Outcome, Step } from './step.ts'
import { logOf, plain } from './steps.ts'

/** How much of the end of a step's output is kept in memory for its counts. */
const KEPT_CHARACTERS = 4_000_000

/**
 * Runs one step in a process group of its own and reads its counts.
 * Everything that it prints is in `.cache/test/<step>.log` as well.
 */
export async function runStep(step: Step, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const started = Date.now()
  mkdirSync(dirname(logOf(step)), { recursive: true })
  const log = createWriteStream(logOf(step))
  const [program, ...args] = step.command
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...pinnedEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  const take = (chunk: string) => {
    output = (output + chunk).slice(-KEPT_CHARACTERS)
    log.write(chunk)
    if (step.show === 'live') process.stdout.write(chunk)
  }
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)

  const end = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
  }
  const onSignal = (signal: NodeJS.Signals) => {
    end(signal)
    process.exit(130)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  let tooLong = false
  const limit = setTimeout(() => {
    tooLong = true
    end('SIGKILL')
  }, step.limitMinutes * 60_000)

  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 1))
  })
  clearTimeout(limit)
  process.off('SIGINT', onSignal)
  process.off('SIGTERM', onSignal)
  log.end()

  const seconds = (Date.now() - started) / 1000
  const said = plain(output)
  const counts = step.counts(said)
  if (code === 0 && counts !== null) return { step, state: 'passed', what: counts, seconds }
  if (step.show === 'on-failure') process.stdout.write(`${readable(step, output)}\n`)
  const where = `whole output: ${relative(ROOT, logOf(step))}`
  if (tooLong)
    return { step, state: 'failed', what: `ended after ${step.limitMinutes} minutes; ${where}`, seconds }
  if (code === 0)
    return { step, state: 'failed', what: `it did not say what it looked at; ${where}`, seconds }
  return { step, state: 'failed', what: `exit ${code}; ${where}`, seconds }
}

function readable(step: Step, output: string): string {
  const lines = output.split('\n').filter((line) => !step.hide?.(plain(line)))
  return lines.slice(-200).join('\n').trimEnd()
}
