#!/usr/bin/env node
// Plain JavaScript that older versions of Node can run too: it finds the pinned Node 24 and runs the program under it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const MAJOR = 24
const pinned = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))

const isPinned = Number(process.versions.node.split('.')[0]) === MAJOR
if (isPinned && process.argv[2] === 'serve' && !limitsHeap()) {
  // V8 lets rubbish lie while the machine has room, up to a gigabyte beside 160 MB that are in use. A process that runs for
  // months on an office's machine starts anew with limits, in the same process: a signal reaches it as before.
  const limits = [`--max-old-space-size=${process.env.LASTMILE_HEAP_MB ?? 640}`, '--max-semi-space-size=8']
  const script = fileURLToPath(import.meta.url)
  process.execve(process.execPath, [process.execPath, ...limits, script, ...process.argv.slice(2)])
} else if (isPinned) {
  // Keeps stripped and compiled modules between runs: a pure command starts in half the time.
  nodeModule.enableCompileCache?.()
  // A reader that stops early (`| head`) is no failure.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 2))
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else if (existsSync(pinned) && process.env.LASTMILE_PINNED_NODE !== '1') {
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, LASTMILE_PINNED_NODE: '1' },
  })
  // A signal meant for the program must reach it: `serve` has a database to stop.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => refuse(`${pinned} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143)
  })
} else {
  refuse(`it needs Node ${MAJOR} and runs under ${process.version}`)
}

function limitsHeap() {
  const given = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')]
  return given.some((arg) => arg.startsWith('--max-old-space-size')) || process.execve === undefined
}

function refuse(why) {
  process.stderr.write(`lastmile: ${why}. Run "npm ci" in the repository: it brings the right Node along.\n`)
  process.exitCode = 2
}
