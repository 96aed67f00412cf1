import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { actorOf, createTestDatabase, fixedClock, type TestDatabase } from '../../../testing/database.ts'
import { withActor } from '../db/index.ts'
import { recordReads } from './record-reads.ts'
import { type SealerMemory, sealLedger } from './seal.ts'
import { Sealer } from './sealer.ts'
import { verifyLedger } from './verify.ts'

let test: TestDatabase
const clock = fixedClock()
const cadre = actorOf('cadre', '310118/310118001/')

beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())
beforeEach(() => empty())

async function empty(): Promise<void> {
  await test.superPool.query(`DELETE FROM ledger_seal; DELETE FROM ledger_block; DELETE FROM ledger_entry;
    ALTER SEQUENCE ledger_entry_seq_seq RESTART`)
}

async function write(count: number, action = 'thing.changed'): Promise<string[]> {
  return withActor(test.database, cadre, { clock, purpose: 'test' }, async (tx) =>
    Array.from({ length: count }, (_, n) =>
      tx.ledger({ action, objectKind: 'thing', objectId: String(n), data: { n, zh: '社区', half: 0.5 } }),
    ),
  )
}

const seal = (memory?: SealerMemory) => sealLedger(test.database, clock, memory)

/**
 * Seals until nothing is open. "Settled" waits for every transaction of the whole server that was under way, those of
 * other test files included.
 */
async function sealAll(memory?: SealerMemory): Promise<SealerMemory> {
  let last = (await seal(memory)).memory
  await vi.waitFor(
    async () => {
      last = (await seal(last)).memory
      expect(last.observation).toBeNull()
    },
    { timeout: 60_000, interval: 20 },
  )
  return last
}

/** Three blocks of three entries, of which each says that everything before its last entry is settled; two entries wait. */
async function sealedWorld(): Promise<void> {
  await vi.waitFor(
    async () => {
      await empty()
      for (let block = 0; block < 3; block++) {
        await write(3)
        await seal()
        clock.advance(3000)
      }
      const { rows } = await test.superPool.query('SELECT settled_seq FROM ledger_block ORDER BY no')
      expect(rows.map((row) => row.settled_seq)).toEqual([3, 6, 9])
    },
    { timeout: 60_000, interval: 20 },
  )
  await write(2)
}

describe('sealing', () => {
  it('puts committed entries in chained blocks, once', async () => {
    await sealedWorld()
    const { rows } = await test.superPool.query(
      'SELECT no, prev_root, root, entries FROM ledger_block ORDER BY no',
    )
    expect(rows.map((row) => row.entries)).toEqual([3, 3, 3])
    expect(rows[1]?.prev_root).toBe(rows[0]?.root)
    expect(await verifyLedger(test.database)).toMatchObject({ entries: 11, ok: true, blocks: 3, unsealed: 2 })
    expect(await seal()).toMatchObject({ entries: 2, blocks: 1 })
    expect(await seal()).toMatchObject({ entries: 0, blocks: 0 })
    expect(await verifyLedger(test.database)).toMatchObject({ entries: 11, ok: true, blocks: 4, unsealed: 0 })
  })

  it('does not look again while nothing was written, and looks when something was', async () => {
    await write(2)
    const memory = await sealAll()
    expect(memory).toEqual({ observation: null, quiet: 2 })
    expect(await seal(memory)).toEqual({ entries: 0, blocks: 0, memory })
    await write(1)
    expect(await seal(memory)).toMatchObject({ entries: 1 })
  })

  it('cuts a long backlog into blocks of five thousand', async () => {
    await write(11_000)
    expect(await seal()).toMatchObject({ entries: 11_000, blocks: 3 })
    expect(await verifyLedger(test.database)).toMatchObject({ entries: 11_000, ok: true, blocks: 3 })
  })

  it('waits for an open transaction that drew a lower number, and calls nothing settled above it', async () => {
    const slow = await test.database.connect()
    const insert = `INSERT INTO ledger_entry (id, at, actor_role, action, object_kind, object_id)
      VALUES (gen_random_uuid(), now(), 'cadre', 'slow', 'thing', '1')`
    await slow.query("BEGIN; SELECT set_config('app.role', 'cadre', true)")
    await slow.query(insert)
    await write(3)
    const first = await seal()
    expect(first).toMatchObject({ entries: 3 })
    expect(first.memory.observation).not.toBeNull()
    expect((await test.superPool.query('SELECT settled_seq FROM ledger_block')).rows).toEqual([
      { settled_seq: 0 },
    ])
    await slow.query('COMMIT')
    slow.release()
    const later = await sealAll(first.memory)
    expect(later.quiet).toBe(4)
    expect(await verifyLedger(test.database)).toMatchObject({ entries: 4, ok: true, unsealed: 0 })
    const { rows } = await test.superPool.query('SELECT settled_seq FROM ledger_block ORDER BY no')
    expect(rows[0]).toEqual({ settled_seq: 0 })
  })

  it('is done by one process at a time, and every entry once, under concurrent writers', async () => {
    const writers = Array.from({ length: 6 }, async () => {
      for (let n = 0; n < 10; n++) await write(7)
    })
    const sealers = Array.from({ length: 3 }, async () => {
      let memory: SealerMemory | undefined
      for (let n = 0; n < 15; n++) memory = (await seal(memory)).memory
    })
    await Promise.all([...writers, ...sealers])
    await seal()
    expect(await verifyLedger(test.database)).toMatchObject({ entries: 420, ok: true, unsealed: 0 })
  })

  it('goes on by itself until it is stopped, and leaves nothing unsealed', async () => {
    const sealer = new Sealer(test.database, { clock, everyMs: 5 })
    await write(3)
    await write(4)
    await sealer.stop()
    expect(await verifyLedger(test.database)).toMatchObject({ entries: 7, ok: true, unsealed: 0 })
  })
})

describe('the application role', () => {
  it.each([
    'UPDATE ledger_entry SET action = $$x$$',
    'DELETE FROM ledger_entry',
    'UPDATE ledger_seal SET position = 9',
    'DELETE FROM ledger_seal',
    'UPDATE ledger_block SET root = $$x$$',
    'DELETE FROM ledger_block',
    'TRUNCATE ledger_entry',
    'DELETE FROM ledger_entry_default',
    'INSERT INTO ledger_entry_default DEFAULT VALUES',
  ])('may not: %s', async (statement) => {
    const trying = withActor(
      test.database,
      actorOf('administrator', '310118/'),
      { clock, purpose: 'test' },
      (tx) => tx.execute(statement),
    )
    await expect(trying).rejects.toMatchObject({ code: '42501' })
  })

  it('may not choose a sequence number', async () => {
    const trying = withActor(test.database, cadre, { clock, purpose: 'test' }, (tx) =>
      tx.execute(`INSERT INTO ledger_entry (id, seq, at, actor_role, action, object_kind, object_id)
        VALUES (gen_random_uuid(), 1, now(), 'cadre', 'a', 'b', 'c')`),
    )
    await expect(trying).rejects.toMatchObject({ code: '428C9' })
  })
})

describe('verification finds what a superuser did:', () => {
  const entry = (seq: number) => `(SELECT id FROM ledger_entry WHERE seq = ${seq})`
  const insertion = (
    seq: number,
  ) => `INSERT INTO ledger_entry (id, seq, at, actor_role, action, object_kind, object_id)
    OVERRIDING SYSTEM VALUE VALUES ('01975000-0000-7000-8000-000000000001', ${seq}, '2025-06-16T01:00:00Z', 'cadre', 'forged', 'thing', '1')`

  it.each([
    ['an edited action', `UPDATE ledger_entry SET action = 'other' WHERE seq = 5`, 'entry-changed', 5],
    [
      'edited data',
      `UPDATE ledger_entry SET data = jsonb_set(data, '{n}', '7') WHERE seq = 2`,
      'entry-changed',
      2,
    ],
    ['an edited purpose', `UPDATE ledger_entry SET purpose = NULL WHERE seq = 9`, 'entry-changed', 9],
    [
      'a moved instant',
      `UPDATE ledger_entry SET at = at - interval '1 microsecond' WHERE seq = 4`,
      'entry-missing',
      4,
    ],
    [
      'a moved instant with its seal',
      `WITH e AS (UPDATE ledger_entry SET at = at - interval '1 microsecond' WHERE seq = 4 RETURNING id, at)
        UPDATE ledger_seal s SET entry_at = e.at FROM e WHERE s.entry_id = e.id`,
      'entry-changed',
      4,
    ],
    ['a deleted entry', 'DELETE FROM ledger_entry WHERE seq = 6', 'entry-missing', 6],
    ['a deleted seal', `DELETE FROM ledger_seal WHERE entry_id = ${entry(5)}`, 'seal-missing', 6],
    [
      'a deleted last seal of a block',
      `DELETE FROM ledger_seal WHERE entry_id = ${entry(6)}`,
      'seal-missing',
      6,
    ],
    [
      'a deleted entry with its seal',
      `DELETE FROM ledger_seal WHERE entry_id = ${entry(6)}; DELETE FROM ledger_entry WHERE seq = 6`,
      'seal-missing',
      6,
    ],
    [
      'a changed leaf with its entry',
      `UPDATE ledger_entry SET action = 'other' WHERE seq = 5;
        UPDATE ledger_seal SET leaf = sha256('x') WHERE seq = 5`,
      'entry-changed',
      5,
    ],
    ['an edited root', `UPDATE ledger_block SET root = repeat('a', 64) WHERE no = 2`, 'block-changed', 4],
    [
      'an edited time of sealing',
      `UPDATE ledger_block SET sealed_at = sealed_at - interval '1 day' WHERE no = 1`,
      'block-changed',
      1,
    ],
    ['an edited settled number', 'UPDATE ledger_block SET settled_seq = 0 WHERE no = 3', 'block-changed', 7],
    [
      'a deleted block',
      'ALTER TABLE ledger_seal DROP CONSTRAINT ledger_seal_block_no_fkey; DELETE FROM ledger_block WHERE no = 2',
      'block-missing',
      4,
    ],
    [
      'a deleted block with all in it',
      `DELETE FROM ledger_entry WHERE seq IN (4, 5, 6); DELETE FROM ledger_seal WHERE block_no = 2;
        DELETE FROM ledger_block WHERE no = 2`,
      'block-missing',
      7,
    ],
    [
      'an exchange of two entries',
      `UPDATE ledger_seal SET position = 90 WHERE seq = 1; UPDATE ledger_seal SET position = 0 WHERE seq = 2;
        UPDATE ledger_seal SET position = 1 WHERE seq = 1`,
      'block-changed',
      2,
    ],
    [
      'an entry in a sealed place',
      `DELETE FROM ledger_entry WHERE seq = 5; ${insertion(5)};
        UPDATE ledger_seal SET entry_id = '01975000-0000-7000-8000-000000000001', entry_at = '2025-06-16T01:00:00Z' WHERE seq = 5`,
      'entry-changed',
      5,
    ],
    [
      'an entry added to a sealed block',
      `${insertion(5)}; INSERT INTO ledger_seal (entry_id, entry_at, block_no, position, seq, leaf)
        VALUES ('01975000-0000-7000-8000-000000000001', '2025-06-16T01:00:00Z', 2, 3, 5, sha256('x'))`,
      'entry-changed',
      5,
    ],
    ['a back-dated entry', `${insertion(5)}`, 'entry-back-dated', 5],
  ] as const)('%s', async (_, tampering, kind, seq) => {
    await sealedWorld()
    const client = await test.superPool.connect()
    try {
      await client.query('BEGIN')
      await client.query(tampering)
      await client.query('COMMIT')
      const result = await verifyLedger(test.database)
      expect(result).toMatchObject({ ok: false, firstBroken: { kind, seq } })
      expect(result.firstBroken?.expected).not.toBe(result.firstBroken?.found)
    } finally {
      await client.query(`DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'ledger_seal_block_no_fkey') THEN
          TRUNCATE ledger_seal, ledger_block;
          ALTER TABLE ledger_seal ADD CONSTRAINT ledger_seal_block_no_fkey FOREIGN KEY (block_no) REFERENCES ledger_block (no);
        END IF; END $$`)
      client.release()
    }
  })

  it('a back-dated entry, even after the sealer took it for a new one', async () => {
    await sealedWorld()
    await seal()
    await test.superPool.query(insertion(2))
    await seal()
    expect(await verifyLedger(test.database)).toMatchObject({
      firstBroken: { kind: 'entry-back-dated', seq: 2 },
    })
  })
})

describe('reads of households', () => {
  it('are in the ledger once a request and view', async () => {
    const household = {
      id: '01975000-0000-7000-8000-0000000000aa',
      orgPath: '310118/310118001/310118001003/',
    }
    await withActor(test.database, cadre, { clock, purpose: 'visit', requestId: 'r7' }, async (tx) => {
      recordReads(tx, [household, household], 'page')
      recordReads(tx, [household], 'page')
      recordReads(tx, [household], 'timeline')
    })
    const { rows } = await test.superPool.query(
      'SELECT action, household_id, org_path, purpose, request_id, data FROM ledger_entry ORDER BY seq',
    )
    const row = {
      action: 'household.read',
      household_id: household.id,
      org_path: household.orgPath,
      purpose: 'visit',
      request_id: 'r7',
    }
    expect(rows).toEqual([
      { ...row, data: { view: 'page' } },
      { ...row, data: { view: 'timeline' } },
    ])
  })
})
