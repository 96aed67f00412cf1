import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EmbeddedServer } from './embedded-server.ts'
import { readRecord, recordedCluster } from './location.ts'

/** Whether a data folder holds an embedded database. */
export function holdsDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres.json'))
}

/**
 * Removes the embedded database of a data folder, wherever it lies, for good. Everything else in the folder (key file,
 * uploads) stays. Throws when another process uses it. For restores that failed in a new folder, and for tests.
 */
export async function discardDatabase(dataDir: string): Promise<void> {
  if (!holdsDatabase(dataDir)) return
  const server = await EmbeddedServer.join({ dataDir })
  await server.close()
  if (server.pid !== null) throw new Error(`the database in ${dataDir} is in use`)
  const record = readRecord(server.dataDir)
  if (!record) return
  const cluster = recordedCluster(server.dataDir, record)
  rmSync(cluster, { recursive: true, force: true })
  if (dirname(cluster) !== server.dataDir) rmSync(dirname(cluster), { recursive: true, force: true })
  for (const name of ['postgres.json', 'run', 'start.lock', 'users.lock']) {
    rmSync(join(server.dataDir, name), { recursive: true, force: true })
  }
}
