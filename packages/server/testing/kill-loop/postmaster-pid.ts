import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Process number of the server in a data folder (whose cluster lies inside), or null when there is none. */
export function postmasterPid(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}
