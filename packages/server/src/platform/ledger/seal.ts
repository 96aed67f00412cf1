import { type Clock, SEALER_ACTOR, type Tx, withActor } from '../db/index.ts'
import type { Database } from '../postgres/index.ts'
import { ENTRY_COLUMNS, entryLeaf, type SealableEntry } from './entry-row.ts'
import { blockRoot, GENESIS } from './merkle.ts'

/** One sealer at a time on one database. */
const LOCK = 3_180_004
const BLOCK_SIZE = 5_000
/** A pass ends after this long, so that the transaction that holds its lock is not taken for an abandoned one. */
const PASS_MS = 20_000

/**
 * "When every transaction below `before` has ended, all entries up to `seq` are visible, or will never exist."
 * Taken in one pass, good in a later one; see migration 0010 for why it holds.
 */
export interface Observation {
  readonly seq: number
  readonly before: string
}

/** What one pass leaves to the next. */
export interface SealerMemory {
  /** Still open observation. */
  readonly observation: Observation | null
  /** Every entry up to this number is sealed: while the sequence stands there, there is nothing to look for. */
  readonly quiet: number
}

const NOTHING_KNOWN: SealerMemory = { observation: null, quiet: 0 }

interface Head {
  readonly no: number
  readonly root: string
  readonly settled_seq: number
}

async function lastNumber(tx: Tx): Promise<number> {
  const [sequence] = await tx.query<{ last: number }>(
    'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM ledger_entry_seq_seq',
  )
  return sequence?.last ?? 0
}

/**
 * Who drew a number up to `seq` had a transaction number before, so one drawn now is above all of theirs. (The `xmax`
 * of a snapshot is not: it lies above those that have ended only.)
 */
async function observe(tx: Tx, seq: number): Promise<Observation> {
  const [own] = await tx.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')
  if (!own) throw new Error('the transaction has no number')
  return { seq, before: own.id }
}

/**
 * Makes the commit of this transaction flush the write-ahead log. A crash may take back numbers of the sequence that no
 * commit has made durable; given again, they would lie below an observation that outlived the crash.
 */
async function makeDurable(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_logical_emit_message(true, 'lastmile.ledger', '')")
}

async function isSettled(tx: Tx, observation: Observation): Promise<boolean> {
  const [row] = await tx.query<{ settled: boolean }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::numeric >= $1::numeric AS settled',
    [observation.before],
  )
  return row?.settled ?? false
}

async function readHead(tx: Tx): Promise<Head> {
  const [head] = await tx.query<Head>(
    'SELECT no, root, settled_seq FROM ledger_block ORDER BY no DESC LIMIT 1',
  )
  return head ?? { no: 0, root: GENESIS, settled_seq: 0 }
}

interface Pass {
  /** Everything up to here is known to be visible; null until the first block's snapshot has told. */
  settled: number | null
  /** Where the next block goes on. */
  after: number
  observation: Observation
  /** Whether `observation` has served and a new one is due. */
  served: boolean
}

/** Seals the next block of a pass. Returns the number of entries in it. */
async function sealBlock(tx: Tx, pass: Pass): Promise<number> {
  const head = await readHead(tx)
  if (pass.settled === null) {
    pass.served = await isSettled(tx, pass.observation)
    pass.settled = pass.served ? pass.observation.seq : head.settled_seq
    pass.after = head.settled_seq
  }
  const entries = await tx.query<SealableEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM ledger_entry e
     WHERE e.seq > $1 AND NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.entry_id = e.id)
     ORDER BY e.seq LIMIT ${BLOCK_SIZE}`,
    [pass.after],
  )
  const last = entries.at(-1)
  if (!last) return 0
  const whole = entries.length < BLOCK_SIZE
  const settledSeq = Math.max(head.settled_seq, whole ? pass.settled : Math.min(pass.settled, last.seq))
  const leaves = entries.map(entryLeaf)
  const header = { no: head.no + 1, entries: entries.length, sealedAt: tx.now.toISOString(), settledSeq }
  await tx.execute(
    `INSERT INTO ledger_block (no, prev_root, root, entries, sealed_at, settled_seq)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [header.no, head.root, blockRoot(head.root, header, leaves), header.entries, header.sealedAt, settledSeq],
  )
  await tx.execute(
    `INSERT INTO ledger_seal (entry_id, entry_at, block_no, position, seq, leaf)
     SELECT id, at, $1, ordinality - 1, seq, leaf
     FROM unnest($2::uuid[], $3::timestamptz[], $4::bigint[], $5::bytea[]) WITH ORDINALITY AS t(id, at, seq, leaf, ordinality)`,
    [header.no, entries.map((e) => e.id), entries.map((e) => e.at), entries.map((e) => e.seq), leaves],
  )
  pass.after = last.seq
  return entries.length
}

/** What a pass did, and what the next one should be given. */
export interface SealResult {
  readonly entries: number
  readonly blocks: number
  readonly memory: SealerMemory
}

/**
 * Seals everything that is committed and not yet sealed, in blocks of at most 5,000 entries, each in its own
 * transaction. Does nothing while another process seals.
 */
export async function sealLedger(
  db: Database,
  clock: Clock,
  memory: SealerMemory = NOTHING_KNOWN,
): Promise<SealResult> {
  const context = { clock, purpose: 'seal' }
  return withActor(db, SEALER_ACTOR, context, async (guard) => {
    const [lock] = await guard.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
      LOCK,
    ])
    if (!lock?.taken) return { entries: 0, blocks: 0, memory }
    const seq = await lastNumber(guard)
    if (memory.observation === null && seq === memory.quiet) return { entries: 0, blocks: 0, memory }
    const observation = memory.observation ?? (await observe(guard, seq))
    const pass: Pass = { settled: null, after: 0, observation, served: false }
    const until = Date.now() + PASS_MS
    let entries = 0
    let blocks = 0
    let last = 0
    do {
      const snapshot = { ...context, isolation: 'snapshot' } as const
      last = await withActor(db, SEALER_ACTOR, snapshot, (tx) => sealBlock(tx, pass))
      entries += last
      if (last > 0) blocks++
    } while (last === BLOCK_SIZE && Date.now() < until)
    const quiet = pass.served && last < BLOCK_SIZE ? pass.observation.seq : memory.quiet
    if (pass.served) return { entries, blocks, memory: { observation: null, quiet } }
    await makeDurable(guard)
    return { entries, blocks, memory: { observation: pass.observation, quiet } }
  })
}
