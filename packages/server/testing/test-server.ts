import type pg from 'pg'
import { inject } from 'vitest'
import {
  APPLICATION_ROLE,
  EmbeddedServer,
  MIGRATOR_ROLE,
  SUPERUSER,
  socketConnection,
  UNSAFE_BUT_FAST,
  urlConnection,
} from '../src/platform/postgres/index.ts'

/** How to connect to the server of this run, by role and database. */
export interface TestServer {
  readonly kind: 'embedded' | 'external'
  application(database: string): pg.ClientConfig
  migrator(database: string): pg.ClientConfig
  /** A superuser of the embedded cluster; on an external server whoever DATABASE_ADMIN_URL names. */
  superuser(database: string): pg.ClientConfig
  /** Folder of the socket of the embedded cluster. */
  readonly socketDir: string | null
}

function external(url: string, adminUrl: string): TestServer {
  const at = (base: string, database: string) => {
    const changed = new URL(base)
    changed.pathname = `/${database}`
    return urlConnection(changed.href)
  }
  return {
    kind: 'external',
    application: (database) => at(url, database),
    migrator: (database) => at(adminUrl, database),
    superuser: (database) => at(adminUrl, database),
    socketDir: null,
  }
}

let joined: Promise<TestServer> | null = null

async function joinRunCluster(): Promise<TestServer> {
  // Never closed: the share ends with the worker, the cluster with the run (global-setup.ts).
  const server = await EmbeddedServer.join({ dataDir: inject('testClusterDir'), settings: UNSAFE_BUT_FAST })
  const as = (role: string) => (database: string) => socketConnection(server.socketDir, role, database)
  return {
    kind: 'embedded',
    application: as(APPLICATION_ROLE),
    migrator: as(MIGRATOR_ROLE),
    superuser: as(SUPERUSER),
    socketDir: server.socketDir,
  }
}

/** The server of this run: DATABASE_URL with DATABASE_ADMIN_URL when both are set, else the run's own cluster. */
export function testServer(): Promise<TestServer> {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl } = process.env
  if (url && adminUrl) return Promise.resolve(external(url, adminUrl))
  joined ??= joinRunCluster()
  return joined
}
