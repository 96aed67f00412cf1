import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../testing/database.ts'
import { tableTrials } from './testing/row-security/tables.ts'
import { beginAs, expectedOf, tryTable } from './testing/row-security/try-table.ts'
import { grantsOf, insert, makeWorld, ROLES } from './testing/row-security/world.ts'

/** Tables without rows of anybody: bookkeeping of the migrations. */
const UNPROTECTED = ['schema_migration']

const world = makeWorld()
const trials = tableTrials(world)

describe('row-level security', () => {
  let test: TestDatabase
  let client: pg.PoolClient

  beforeAll(async () => {
    test = await createTestDatabase()
    const owner = await test.superPool.connect()
    try {
      await owner.query('BEGIN')
      for (const { table, planted } of trials) {
        for (const { row } of planted) await insert(owner, table, row)
      }
      for (const grant of grantsOf(world)) await insert(owner, 'household_grant', grant)
      await owner.query('COMMIT')
    } finally {
      owner.release()
    }
    client = await test.database.pool.connect()
  })
  afterAll(async () => {
    client.release()
    await test.close()
  })

  it('is tried on every table there is', async () => {
    const { rows } = await test.superPool.query<{ name: string; secured: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AS secured FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    )
    const tables = rows.map(({ name }) => name).filter((name) => !UNPROTECTED.includes(name))
    expect(trials.map(({ table }) => table).sort()).toEqual(tables)
    expect(rows.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual(UNPROTECTED)
  })

  it('cannot be gone round: partitions, other schemas, ownership, attributes', async () => {
    const { rows } = await test.superPool.query<{ what: string }>(
      `SELECT 'may touch the partition ' || c.relname AS what FROM pg_class c
         WHERE c.relispartition AND c.relnamespace = 'public'::regnamespace
           AND has_table_privilege('lastmile_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
       UNION ALL SELECT 'owns ' || c.oid::regclass FROM pg_class c
         WHERE c.relowner = (SELECT oid FROM pg_roles WHERE rolname = 'lastmile_app')
       UNION ALL SELECT 'owns the schema ' || n.nspname FROM pg_namespace n
         WHERE n.nspowner = (SELECT oid FROM pg_roles WHERE rolname = 'lastmile_app')
       UNION ALL SELECT 'may create in ' || n.nspname FROM pg_namespace n
         WHERE n.nspname IN ('public', 'app') AND has_schema_privilege('lastmile_app', n.oid, 'CREATE')
       UNION ALL SELECT 'may truncate ' || c.relname FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
           AND has_table_privilege('lastmile_app', c.oid, 'TRUNCATE, REFERENCES, TRIGGER')
       UNION ALL SELECT 'is a member of ' || r.rolname FROM pg_roles r
         WHERE r.rolname <> 'lastmile_app' AND pg_has_role('lastmile_app', r.oid, 'MEMBER')
       UNION ALL SELECT 'has an attribute' FROM pg_roles r
         WHERE r.rolname = 'lastmile_app' AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication)`,
    )
    expect(rows.map(({ what }) => what)).toEqual([])
  })

  it('shows nothing and takes nothing without a context', async () => {
    for (const trial of trials) {
      await beginAs(client, world, null)
      const found = await tryTable(client, trial, 'bureau')
      await client.query('ROLLBACK')
      expect({ table: trial.table, ...found }).toEqual({
        table: trial.table,
        read: [],
        change: [],
        remove: [],
        added: [],
        changedBlindly: 0,
      })
    }
  })

  describe.each(ROLES)('lets %s', (role) => {
    it.each(trials)('do in $table what the role may, and no more', async (trial) => {
      await beginAs(client, world, role)
      const found = await tryTable(client, trial, role)
      await client.query('ROLLBACK')
      expect(found).toEqual(expectedOf(trial, role))
    })
  })

  it('is noticed by these trials when it leaks', async () => {
    const trial = trials.find(({ table }) => table === 'gap')
    if (!trial) throw new Error('gap is not tried')
    const owner = await test.superPool.connect()
    await owner.query('CREATE POLICY leak ON gap FOR SELECT TO lastmile_app USING (true)')
    try {
      await beginAs(client, world, 'volunteer')
      const found = await tryTable(client, trial, 'volunteer')
      await client.query('ROLLBACK')
      expect(found.read).toEqual(['c1', 'ended', 'foreign', 'granted', 's2'])
      expect(found).not.toEqual(expectedOf(trial, 'volunteer'))
    } finally {
      await owner.query('DROP POLICY leak ON gap')
      owner.release()
    }
  })

  it('does not let an account change what it is', async () => {
    for (const change of [
      "role = 'administrator'",
      "org_path = '310118/'",
      'demo = true',
      "login = 'root'",
    ]) {
      await beginAs(client, world, 'volunteer')
      const attempt = client.query(`UPDATE account SET ${change} WHERE id = $1`, [world.actors.volunteer])
      await expect(attempt).rejects.toMatchObject({ code: '42501' })
      await client.query('ROLLBACK')
    }
  })
})
