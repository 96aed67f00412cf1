import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { discardDatabase } from '../src/platform/postgres/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of this run's cluster, which the first test that asks for a database starts. */
    testClusterDir: string
  }
}

const PREFIX = 'lastmile-test-'
const PATIENCE_MS = 20_000

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Stops the cluster of a run (when any test started it) and removes its folder. */
async function dispose(runDir: string): Promise<void> {
  // The last worker may still be on its way out, and holds its share of the server until it has ended.
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      await discardDatabase(join(runDir, 'data'))
      break
    } catch (error) {
      if (Date.now() > deadline) throw error
      await sleep(200)
    }
  }
  rmSync(runDir, { recursive: true, force: true })
}

/** Clusters of runs that were killed before they could clear up. */
async function disposeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (name.startsWith(PREFIX) && pid > 0 && !isAlive(pid)) await dispose(join(tmpdir(), name))
  }
}

/**
 * One PostgreSQL cluster a test run. Nothing is started here: the run only gets a folder, so a run without database
 * tests costs nothing. The workers join the cluster by its folder and leave it running; it is stopped at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await disposeAbandoned()
  const runDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(runDir, 0o711)
  project.provide('testClusterDir', join(runDir, 'data'))
  return () => dispose(runDir)
}
