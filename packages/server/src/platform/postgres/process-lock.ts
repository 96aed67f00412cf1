import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A lock between processes on a file, which the kernel lets go when its holder dies, by `kill -9` too.
 * Node has no call for file locks; an open SQLite transaction is one (it takes `fcntl` locks), and nothing is
 * ever written into the file. Lock files with process numbers would need guesses about which holder still lives.
 */
export interface ProcessLock {
  release(): void
}

const RETRY_MS = 20

function tryLock(file: string, begin: readonly string[]): ProcessLock | null {
  // Made here, private: whoever may read a lock file may hold it.
  closeSync(openSync(file, 'a', 0o600))
  const handle = new DatabaseSync(file, { timeout: 0 })
  try {
    for (const statement of begin) handle.exec(statement)
  } catch (error) {
    handle.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return null
    throw error
  }
  let held = true
  return {
    release() {
      if (!held) return
      held = false
      handle.close()
    },
  }
}

/** Takes the lock alone, or returns null when anybody else has it, shared or alone. */
export function tryExclusive(file: string): ProcessLock | null {
  return tryLock(file, ['BEGIN EXCLUSIVE'])
}

/** Takes a share of the lock, or returns null when somebody has it alone. */
export function tryShared(file: string): ProcessLock | null {
  return tryLock(file, ['BEGIN', 'SELECT count(*) FROM sqlite_schema'])
}

/** Waits for a lock without blocking the event loop; null after `timeoutMs`. */
export async function waitForLock(
  attempt: () => ProcessLock | null,
  timeoutMs: number,
): Promise<ProcessLock | null> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const lock = attempt()
    if (lock) return lock
    if (Date.now() >= deadline) return null
    await sleep(RETRY_MS)
  }
}
