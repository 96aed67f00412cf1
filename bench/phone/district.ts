import { join } from 'node:path'
import { type RunningServer, startServer } from '@lastmile/server'
import { type Database, openDatabase } from '@lastmile/server/platform'

const ROOT = join(import.meta.dirname, '../..')

/** A demo district with its server, and its database for moving families. */
export interface District {
  readonly server: RunningServer
  readonly db: Database
  close(): Promise<void>
}

/** Starts a demo of so many households in a folder. */
export async function startDistrict(
  dataDir: string,
  households: number,
  say: (text: string) => void,
): Promise<District> {
  let last = ''
  const server = await startServer({
    root: ROOT,
    env: process.env,
    dataDir,
    host: '127.0.0.1',
    port: 0,
    demo: true,
    households,
    tls: undefined,
    note: say,
    onSeed: ({ en }) => {
      if (en !== last) say(en)
      last = en
    },
  })
  const db = await openDatabase({ dataDir })
  return {
    server,
    db,
    close: async () => {
      await db.close()
      await server.close()
    },
  }
}

/** Leaves so many households in a committee and puts the others into another one; returns how many are there. */
export async function gatherHouseholds(
  { db }: District,
  count: number,
  committee: string,
  elsewhere: string,
): Promise<number> {
  const admin = db.adminPool
  if (!admin) throw new Error('the bench needs the owner of the tables')
  const { rows: tables } = await admin.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'household_id' AND a.attnotnull AND NOT a.attisdropped)
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_path' AND NOT a.attisdropped)`,
  )
  const { rows } = await admin.query<{ id: string }>(
    `WITH chosen AS (SELECT id FROM household WHERE status = 'active' ORDER BY no LIMIT $1)
     UPDATE household h SET org_path = CASE WHEN EXISTS (SELECT 1 FROM chosen c WHERE c.id = h.id) THEN $2 ELSE $3 END
     RETURNING id, org_path = $2 AS here`,
    [count, committee, elsewhere],
  )
  for (const { name } of tables)
    await admin.query(
      `UPDATE ${name} t SET org_path = h.org_path FROM household h WHERE h.id = t.household_id AND t.org_path <> h.org_path`,
    )
  return rows.length
}
