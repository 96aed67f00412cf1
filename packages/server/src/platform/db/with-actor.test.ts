import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, createTestDatabase, fixedClock, type TestDatabase } from '../../../testing/database.ts'
import { isAppError } from '../errors/index.ts'
import { checkApplicationRole } from './check-role.ts'
import { withActor } from './with-actor.ts'

describe('a transaction with an actor', () => {
  let test: TestDatabase
  const context = { clock: fixedClock(), purpose: 'test', requestId: 'r1' }
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  it('carries the scope of its actor and nothing of the one before', async () => {
    const actor = actorOf('cadre', '310118/310118001/')
    const seen = await withActor(test.database, actor, context, (tx) =>
      tx.query('SELECT app.user_id() AS id, app.role() AS role, app.scope_lo() AS lo, app.scope_hi() AS hi'),
    )
    expect(seen).toEqual([
      { id: actor.userId, role: 'cadre', lo: '310118/310118001/', hi: '310118/3101180010' },
    ])
    const bare = await test.database.pool.query('SELECT app.role() AS role, app.scope_lo() AS lo')
    expect(bare.rows).toEqual([{ role: null, lo: null }])
  })

  it('writes its ledger entries with the change, in order, by the clock that was handed in', async () => {
    const actor = actorOf('backbone', '310118/310118001/')
    const ids = await withActor(test.database, actor, context, async (tx) => [
      tx.ledger({ action: 'a.first', objectKind: 'thing', objectId: '1', data: { n: 1 } }),
      tx.ledger({ action: 'a.second', objectKind: 'thing', objectId: '1' }),
    ])
    const { rows } = await test.superPool.query(
      'SELECT * FROM ledger_entry WHERE id = ANY($1) ORDER BY seq',
      [ids],
    )
    expect(rows.map((row) => row.action)).toEqual(['a.first', 'a.second'])
    expect(rows[0]).toMatchObject({
      actor_id: actor.userId,
      actor_role: 'backbone',
      actor_org: '310118/310118001/',
      purpose: 'test',
      request_id: 'r1',
      at: context.clock.now(),
      data: { n: 1 },
    })
  })

  it('runs statements that nobody waits for in order, and none of them once the work has failed', async () => {
    const actor = actorOf('system', '310118/')
    const add = "INSERT INTO setting (key, value, updated_at) VALUES ($1, '1', $2)"
    const order = await withActor(test.database, actor, context, async (tx) => {
      const sent = ['one', 'two', 'three'].map((key) => tx.execute(add, [`order ${key}`, tx.now]))
      const found = tx.query<{ n: number }>("SELECT count(*)::int AS n FROM setting WHERE key LIKE 'order %'")
      return [...(await Promise.all(sent)), (await found)[0]?.n]
    })
    expect(order).toEqual([1, 1, 1, 3])
    const late: Promise<unknown>[] = []
    const failing = withActor(test.database, actor, context, async (tx) => {
      late.push(tx.execute('SELECT pg_sleep(0.05)'), tx.execute(add, ['late', tx.now]))
      for (const one of late) one.catch(() => undefined)
      throw new Error('second thoughts')
    })
    await expect(failing).rejects.toThrow('second thoughts')
    await Promise.allSettled(late)
    const { rows } = await test.superPool.query("SELECT key FROM setting WHERE key = 'late'")
    expect(rows).toEqual([])
  })

  it('leaves neither change nor ledger entry when the work throws', async () => {
    const actor = actorOf('system', '310118/')
    const failing = withActor(test.database, actor, context, async (tx) => {
      await tx.execute("INSERT INTO setting (key, value, updated_at) VALUES ('k', '1', $1)", [tx.now])
      tx.ledger({ action: 'never', objectKind: 'setting', objectId: 'k' })
      throw new Error('second thoughts')
    })
    await expect(failing).rejects.toThrow('second thoughts')
    const { rows } = await test.superPool.query(
      "SELECT (SELECT count(*) FROM setting WHERE key = 'k') AS settings, (SELECT count(*) FROM ledger_entry WHERE action = 'never') AS entries",
    )
    expect(rows).toEqual([{ settings: 0, entries: 0 }])
  })

  it('gives money as exact numbers and legal dates as text', async () => {
    const rows = await withActor(test.database, actorOf('system', '310118/'), context, (tx) =>
      tx.query("SELECT 123456789012::bigint AS fen, date '2025-06-01' AS day, 0.25::numeric AS ratio"),
    )
    expect(rows).toEqual([{ fen: 123456789012, day: '2025-06-01', ratio: 0.25 }])
    const tooLarge = test.database.pool.query('SELECT 9007199254740993::bigint')
    await expect(tooLarge).rejects.toThrow(/safe range/)
  })

  it('offers Drizzle on the same transaction', async () => {
    const result = await withActor(test.database, actorOf('auditor', '310118/'), context, (tx) =>
      tx.db.execute<{ role: string }>(sql`SELECT app.role() AS role`),
    )
    expect(result.rows).toEqual([{ role: 'auditor' }])
  })

  it('replaces connections that died in the pool', async () => {
    await Promise.all([1, 2, 3].map(() => test.database.pool.query('SELECT 1')))
    await test.superPool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lastmile_app' AND datname = current_database()",
    )
    const rows = await withActor(test.database, actorOf('auditor', '310118/'), context, (tx) =>
      tx.query('SELECT 1 AS one'),
    )
    expect(rows).toEqual([{ one: 1 }])
  })

  it('says database_unavailable when the connection breaks in the middle', async () => {
    const failing = withActor(test.database, actorOf('auditor', '310118/'), context, async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await test.superPool.query('SELECT pg_terminate_backend($1)', [row?.pid])
      await tx.query('SELECT 1')
    })
    await expect(failing).rejects.toSatisfy((error) => isAppError(error, 'database_unavailable'))
  })

  it('accepts the application role and refuses the owner of the tables', async () => {
    await checkApplicationRole(test.database)
    const { adminPool } = test.database
    if (!adminPool) throw new Error('the test database has a migrator')
    const asOwner = checkApplicationRole({ ...test.database, pool: adminPool })
    await expect(asOwner).rejects.toSatisfy((error) => isAppError(error, 'database_role_unsafe'))
    const asSuperuser = checkApplicationRole({ ...test.database, pool: test.superPool })
    await expect(asSuperuser).rejects.toSatisfy((error) => isAppError(error, 'database_role_unsafe'))
  })
})
