import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, createTestDatabase, fixedClock, type TestDatabase } from '../../../testing/database.ts'
import { Jobs } from '../jobs/index.ts'
import { sealLedger, verifyLedger } from '../ledger/index.ts'
import type { Database } from '../postgres/index.ts'
import { checkApplicationRole } from './check-role.ts'
import { type FactColumn, factTable, readFactColumns } from './fact-columns.ts'
import { migrate } from './migrate.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import { prepareDatabase } from './prepare.ts'
import { withActor } from './with-actor.ts'

// Runs twice in the test command: on the embedded PostgreSQL 18, and on 15, the oldest that we promise.

const all = readMigrations()
const clock = fixedClock()

describe('migrations from empty', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase({ state: 'empty' })
  })
  afterAll(() => test.close())

  it('run in order, once, and leave a safe role and a column for each observed fact', async () => {
    const first = await prepareDatabase(test.database)
    expect(first.applied).toEqual(all.map((migration) => migration.name))
    const facts = readFactColumns()
    expect(new Set(first.columns)).toEqual(new Set(facts.map((fact) => `${factTable(fact)}.f_${fact.name}`)))
    expect(await prepareDatabase(test.database)).toEqual({ applied: [], columns: [] })
    await checkApplicationRole(test.database)
  })

  it('leave nothing that belongs to the application, and nothing that it may read without an actor', async () => {
    const { rows } = await test.superPool.query(`
      SELECT c.relname FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> 'schema_migration' AND NOT c.relrowsecurity`)
    expect(rows).toEqual([])
    const owned = await test.superPool.query(
      `SELECT relname FROM pg_class WHERE relowner = 'lastmile_app'::regrole`,
    )
    expect(owned.rows).toEqual([])
  })

  it('make a database in which work, ledger and jobs go their way', async () => {
    const owner = actorOf('system', '310118/')
    const jobs = new Jobs({
      db: test.database,
      clock,
      kinds: [
        {
          kind: 'noop',
          run: async (run) => {
            await run.step(async () => ({ done: 1 }))
            return { ok: true }
          },
        },
      ],
    })
    await jobs.work()
    try {
      const id = await withActor(test.database, owner, { clock, purpose: 'test' }, (tx) => {
        tx.ledger({ action: 'a.b', objectKind: 'x', objectId: '1', householdId: null })
        return jobs.create(tx, { kind: 'noop', title: { zh: '无', en: 'None' }, orgPath: '310118/' })
      })
      expect(await jobs.wait(id)).toMatchObject({ state: 'done', result: { ok: true } })
    } finally {
      await jobs.stop()
    }
    await sealLedger(test.database, clock)
    expect(await verifyLedger(test.database)).toMatchObject({ ok: true, entries: 1, unsealed: 0 })
  })
})

describe('the runner', () => {
  const step = (name: string, sql: string): Migration => ({ name, sql, sha256: `sum of ${sql}` })
  const one = step('0001-one.sql', 'CREATE TABLE one (n int)')
  const two = step('0002-two.sql', 'CREATE TABLE two (n int)')
  const noFacts = { facts: [] as readonly FactColumn[] }
  let test: TestDatabase
  const withoutAdmin = (): Database => ({ ...test.database, adminPool: null })

  beforeAll(async () => {
    test = await createTestDatabase({ state: 'empty' })
  })
  afterEach(async () => {
    await test.superPool.query('DROP TABLE IF EXISTS one, two, schema_migration')
  })
  afterAll(() => test.close())

  it('goes on where it stood', async () => {
    await migrate(test.database, { ...noFacts, migrations: [one] })
    const { applied } = await migrate(test.database, { ...noFacts, migrations: [one, two] })
    expect(applied).toEqual(['0002-two.sql'])
  })

  it('runs each once when two processes start together', async () => {
    const options = { ...noFacts, migrations: [one, two] }
    const both = await Promise.all([migrate(test.database, options), migrate(test.database, options)])
    expect(both.flatMap((result) => result.applied).sort()).toEqual(['0001-one.sql', '0002-two.sql'])
  })

  it('refuses a file that was edited after it ran', async () => {
    await migrate(test.database, { ...noFacts, migrations: [one] })
    const edited = step('0001-one.sql', 'CREATE TABLE one (n bigint)')
    const trying = migrate(test.database, { ...noFacts, migrations: [edited] })
    await expect(trying).rejects.toMatchObject({ code: 'migration_edited', holes: { name: '0001-one.sql' } })
  })

  it('refuses the database of a newer release, and a file slipped in before one that ran', async () => {
    await migrate(test.database, { ...noFacts, migrations: [one, two] })
    const older = migrate(test.database, { ...noFacts, migrations: [one] })
    await expect(older).rejects.toMatchObject({ code: 'migration_unknown', holes: { name: '0002-two.sql' } })
    const between = step('0001-oneandahalf.sql', 'SELECT 1')
    const slipped = migrate(test.database, { ...noFacts, migrations: [one, between, two] })
    await expect(slipped).rejects.toMatchObject({ code: 'migration_unknown' })
  })

  it('takes a file that fails back as a whole, keeps the ones before, and says which', async () => {
    const broken = step('0002-two.sql', 'CREATE TABLE two (n int); SELECT 1 / 0')
    const trying = migrate(test.database, { ...noFacts, migrations: [one, broken] })
    await expect(trying).rejects.toMatchObject({ code: 'migration_failed', holes: { name: '0002-two.sql' } })
    const { rows } = await test.superPool.query(
      "SELECT to_regclass('one') IS NOT NULL AS one, to_regclass('two') IS NOT NULL AS two",
    )
    expect(rows).toEqual([{ one: true, two: false }])
    expect((await migrate(test.database, { ...noFacts, migrations: [one, two] })).applied).toEqual([
      '0002-two.sql',
    ])
  })

  it('without the migrator only checks, and says what is missing', async () => {
    const options = { ...noFacts, migrations: [one, two] }
    await expect(migrate(withoutAdmin(), options)).rejects.toMatchObject({
      code: 'migration_admin_missing',
      holes: { count: 2, first: '0001-one.sql' },
    })
    await migrate(test.database, options)
    expect(await migrate(withoutAdmin(), options)).toEqual({ applied: [], columns: [] })
  })
})

describe('columns of facts', () => {
  let test: TestDatabase
  const fact = (name: string, type: FactColumn['type']): FactColumn => ({
    name,
    entity: 'person',
    type,
    sensitivity: 'ordinary',
  })
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  it('are added with their type, protected ones apart, and never dropped', async () => {
    const before = await test.superPool.query(
      "SELECT count(*) AS n FROM information_schema.columns WHERE table_name = 'person_now'",
    )
    const facts: FactColumn[] = [
      fact('test_money', 'money'),
      fact('test_ratio', 'ratio'),
      { ...fact('test_secret', 'boolean'), sensitivity: 'protected' },
    ]
    const { columns } = await migrate(test.database, { facts })
    expect(columns).toEqual([
      'person_now.f_test_money',
      'person_now.f_test_ratio',
      'person_protected_now.f_test_secret',
    ])
    const after = await test.superPool.query(
      "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'person_now' AND column_name LIKE 'f\\_test%' ORDER BY 1",
    )
    expect(after.rows).toEqual([
      { column_name: 'f_test_money', data_type: 'bigint' },
      { column_name: 'f_test_ratio', data_type: 'numeric' },
    ])
    const total = await test.superPool.query(
      "SELECT count(*) AS n FROM information_schema.columns WHERE table_name = 'person_now'",
    )
    expect(total.rows[0]?.n).toBe(before.rows[0]?.n + 2)
  })

  it('are not changed when a fact changes its type, and need a name that is one', async () => {
    const changed = migrate(test.database, { facts: [fact('employed', 'date')] })
    await expect(changed).rejects.toMatchObject({ code: 'fact_column_conflict', holes: { found: 'boolean' } })
    const named = migrate(test.database, { facts: [fact('x"; DROP TABLE person; --', 'date')] })
    await expect(named).rejects.toMatchObject({ code: 'fact_column_name_invalid' })
  })

  it('that are missing keep a server without the migrator from starting', async () => {
    const db: Database = { ...test.database, adminPool: null }
    await expect(migrate(db, { facts: [fact('test_missing', 'date')] })).rejects.toMatchObject({
      code: 'migration_admin_missing',
      holes: { first: 'person_now.f_test_missing' },
    })
  })
})
