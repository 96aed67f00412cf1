import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient, QueryResultRow } from 'pg'
import { AppError } from '../errors/index.ts'
import { type Database, isConnectionLoss } from '../postgres/index.ts'
import { actorSettings, type TransactionActor } from './actor.ts'
import { appendLedgerRows, type LedgerEntry, type LedgerRow, ledgerRow } from './ledger-entry.ts'
import { OneByOne } from './one-by-one.ts'

/** What a clock is: handed in, so that histories and tests choose the time. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export interface TransactionContext {
  readonly clock: Clock
  /** Why the data are looked at or changed, for the ledger and the subject's access log. */
  readonly purpose: string
  readonly requestId?: string | null
  /** `snapshot`: repeatable read, for work that must see one state throughout. Default: read committed. */
  readonly isolation?: 'snapshot'
}

/** One transaction for one actor, with the row-level security of that actor. */
export interface Tx {
  readonly actor: TransactionActor
  /** The instant of this transaction by the clock that was handed in; the same for all its rows. */
  readonly now: Date
  readonly purpose: string
  readonly requestId: string | null
  /** Drizzle on this transaction: `tx.db.execute(sql\`…\`)`, `tx.db.select()…`. */
  readonly db: NodePgDatabase
  /** The connection, for COPY and cursors only. */
  readonly client: PoolClient
  /** Runs a statement with `$1` parameters and returns its rows. Statements run in the order in which they are sent, one at a time. */
  query<Row extends QueryResultRow = QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
  /** As `query`, and returns how many rows were written. */
  execute(text: string, values?: readonly unknown[]): Promise<number>
  /** Puts an entry into the ledger with the change; returns its id. Entries are written before the commit. */
  ledger(entry: LedgerEntry): string
}

type Start = Readonly<{ settings: Record<string, string>; snapshot: boolean }>

async function begin(client: PoolClient, { settings, snapshot }: Start): Promise<void> {
  await client.query(snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN')
  const names = Object.keys(settings)
  const calls = names.map((name, index) => `set_config('${name}', $${index + 1}, true)`)
  await client.query(`SELECT ${calls.join(', ')}`, Object.values(settings))
}

/** A connection with a transaction begun. A pooled connection that died unnoticed is replaced once. */
async function openTransaction(db: Database, start: Start): Promise<PoolClient> {
  for (let attempt = 1; ; attempt++) {
    const client = await db.connect()
    try {
      await begin(client, start)
      return client
    } catch (error) {
      client.release(true)
      if (attempt > db.pool.options.max + 1 || !isConnectionLoss(error)) throw error
    }
  }
}

function makeTx(
  client: PoolClient,
  actor: TransactionActor,
  context: TransactionContext,
): { tx: Tx; pending: LedgerRow[]; statements: OneByOne } {
  const pending: LedgerRow[] = []
  const statements = new OneByOne(client)
  const around = {
    actor,
    now: context.clock.now(),
    purpose: context.purpose,
    requestId: context.requestId ?? null,
  }
  let built: NodePgDatabase | null = null
  const tx: Tx = {
    ...around,
    get db() {
      built ??= drizzle({ client })
      return built
    },
    client,
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await statements.send<Row>(text, values)).rows,
    execute: async (text, values = []) => (await statements.send(text, values)).rowCount ?? 0,
    ledger: (entry) => {
      const row = ledgerRow(entry, around)
      pending.push(row)
      return row.id
    },
  }
  return { tx, pending, statements }
}

/**
 * Runs `work` in one transaction as `actor`: settings for the row-level security first, then the work, then its
 * ledger entries, then the commit. What `work` throws rolls everything back. When the connection breaks the caller
 * gets `database_unavailable`; whether a commit under way arrived is then unknown, which is why writes carry
 * idempotency keys.
 */
export async function withActor<T>(
  db: Database,
  actor: TransactionActor,
  context: TransactionContext,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await openTransaction(db, {
    settings: actorSettings(actor, context.purpose),
    snapshot: context.isolation === 'snapshot',
  })
  const { tx, pending, statements } = makeTx(client, actor, context)
  let broken = false
  try {
    const result = await work(tx)
    await statements.end()
    await appendLedgerRows(client, pending)
    await client.query('COMMIT')
    return result
  } catch (error) {
    broken = isConnectionLoss(error)
    await statements.end()
    if (!broken) {
      await client.query('ROLLBACK').catch(() => {
        broken = true
      })
      throw error
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('database_unavailable', { reason }, { cause: error })
  } finally {
    client.release(broken)
  }
}
