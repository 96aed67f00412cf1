import { type Clock, SEALER_ACTOR, systemClock, type Tx, withActor } from '../db/index.ts'
import type { Database } from '../postgres/index.ts'
import { ENTRY_COLUMNS, entryLeaf, type SealableEntry } from './entry-row.ts'
import { blockRoot, GENESIS } from './merkle.ts'
import { readRows } from './read-rows.ts'

/** The first place where the ledger is not what was sealed. */
export interface BrokenAt {
  /** Sequence number of the entry, or of the first entry of the block that does not agree. */
  readonly seq: number
  readonly expected: string
  readonly found: string
  readonly kind:
    | 'entry-changed'
    | 'entry-missing'
    | 'seal-missing'
    | 'seal-misplaced'
    | 'block-changed'
    | 'block-missing'
    | 'entry-back-dated'
  /** The block in which it was found; null for an entry outside all blocks. */
  readonly block: number | null
}

export interface LedgerVerification {
  /** Entries in the ledger, sealed or not. */
  readonly entries: number
  readonly ok: boolean
  readonly firstBroken?: BrokenAt
  readonly blocks: number
  /** Entries written in the last seconds, which wait for the sealer. */
  readonly unsealed: number
  /** Root of the last block: whoever keeps it elsewhere can also tell that nothing was cut off at the end. */
  readonly head: string
}

interface Block {
  readonly no: number
  readonly prev_root: string
  readonly root: string
  readonly entries: number
  readonly sealed_at: Date
  readonly settled_seq: number
}

type Sealed = SealableEntry & {
  readonly block_no: number
  readonly position: number
  readonly sealed_seq: number
  readonly leaf: Buffer
  readonly present: boolean
}

const SEALED = `SELECT s.block_no, s.position, s.seq AS sealed_seq, s.leaf, e.id IS NOT NULL AS present, ${ENTRY_COLUMNS}
  FROM ledger_seal s LEFT JOIN ledger_entry e ON e.id = s.entry_id AND e.at = s.entry_at
  ORDER BY s.block_no, s.position`

function checkEntry(row: Sealed, position: number, settledBefore: number): BrokenAt | null {
  const block = row.block_no
  const seq = row.sealed_seq
  const leaf = row.leaf.toString('hex')
  if (row.position !== position) {
    const kind = row.position > position ? 'seal-missing' : 'seal-misplaced'
    return { kind, block, seq, expected: `position ${position}`, found: `position ${row.position}` }
  }
  if (!row.present) return { kind: 'entry-missing', block, seq, expected: leaf, found: 'missing' }
  const found = entryLeaf(row).toString('hex')
  if (found !== leaf || row.seq !== seq) return { kind: 'entry-changed', block, seq, expected: leaf, found }
  if (seq <= settledBefore) {
    return { kind: 'entry-back-dated', block, seq, expected: `above ${settledBefore}`, found: String(seq) }
  }
  return null
}

function checkBlock(block: Block, previous: Block | null, rows: readonly Sealed[]): BrokenAt | null {
  const seq = rows[0]?.sealed_seq ?? (previous?.settled_seq ?? 0) + 1
  const at = { block: block.no, seq }
  const no = (previous?.no ?? 0) + 1
  if (block.no !== no) {
    return { ...at, kind: 'block-missing', expected: `block ${no}`, found: `block ${block.no}` }
  }
  const settledBefore = previous?.settled_seq ?? 0
  for (const [position, row] of rows.entries()) {
    const broken = checkEntry(row, position, settledBefore)
    if (broken) return broken
  }
  if (rows.length !== block.entries) {
    const last = rows.at(-1)?.sealed_seq
    return {
      ...at,
      seq: rows.length < block.entries && last !== undefined ? last + 1 : seq,
      kind: rows.length < block.entries ? 'seal-missing' : 'seal-misplaced',
      expected: `${block.entries} entries`,
      found: `${rows.length} entries`,
    }
  }
  const prevRoot = previous?.root ?? GENESIS
  if (block.prev_root !== prevRoot) {
    return { ...at, kind: 'block-changed', expected: prevRoot, found: block.prev_root }
  }
  const header = {
    no: block.no,
    entries: block.entries,
    sealedAt: block.sealed_at.toISOString(),
    settledSeq: block.settled_seq,
  }
  const root = blockRoot(
    prevRoot,
    header,
    rows.map((row) => row.leaf),
  )
  return root === block.root ? null : { ...at, kind: 'block-changed', expected: root, found: block.root }
}

interface ChainResult {
  readonly head: Block | null
  readonly blocks: number
  readonly broken: BrokenAt | null
}

async function checkChain(tx: Tx): Promise<ChainResult> {
  const seals = readRows<Sealed>(tx, 'ledger_seals', SEALED)
  let next = await seals.next()
  let previous: Block | null = null
  let blocks = 0
  for await (const block of readRows<Block>(tx, 'ledger_blocks', 'SELECT * FROM ledger_block ORDER BY no')) {
    const rows: Sealed[] = []
    while (!next.done && next.value.block_no <= block.no) {
      rows.push(next.value)
      next = await seals.next()
    }
    const broken = checkBlock(block, previous, rows)
    if (broken) return { head: previous, blocks, broken }
    previous = block
    blocks++
  }
  if (next.done) return { head: previous, blocks, broken: null }
  const stray = next.value
  const broken: BrokenAt = {
    kind: 'block-missing',
    block: stray.block_no,
    seq: stray.sealed_seq,
    expected: `block ${stray.block_no}`,
    found: 'missing',
  }
  return { head: previous, blocks, broken }
}

/** Entries outside all blocks: new ones wait for the sealer, one below the settled number was slipped in. */
async function checkUnsealed(tx: Tx, settled: number): Promise<{ count: number; broken: BrokenAt | null }> {
  const [row] = await tx.query<{ count: number; lowest: number | null }>(
    `SELECT count(*) AS count, min(e.seq) AS lowest FROM ledger_entry e
     WHERE NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.entry_id = e.id)`,
  )
  const { count, lowest } = row ?? { count: 0, lowest: null }
  if (lowest === null || lowest > settled) return { count, broken: null }
  const broken: BrokenAt = {
    kind: 'entry-back-dated',
    block: null,
    seq: lowest,
    expected: `sealed, or above ${settled}`,
    found: 'not sealed',
  }
  return { count, broken }
}

/**
 * Verifies the whole ledger against its seals in one snapshot, streaming. Finds a changed or deleted entry, a
 * deleted or moved seal, a changed or deleted block, and an entry slipped in below what is settled. What it cannot
 * find alone is a whole end cut off: compare `head` and `entries` with a copy kept elsewhere (backups keep one).
 */
export async function verifyLedger(db: Database, clock: Clock = systemClock): Promise<LedgerVerification> {
  const context = { clock, purpose: 'verify', isolation: 'snapshot' } as const
  return withActor(db, SEALER_ACTOR, context, async (tx) => {
    await tx.execute('SET LOCAL cursor_tuple_fraction = 1')
    const [total] = await tx.query<{ entries: number }>('SELECT count(*) AS entries FROM ledger_entry')
    const chain = await checkChain(tx)
    const unsealed = await checkUnsealed(tx, chain.head?.settled_seq ?? 0)
    const broken = chain.broken ?? unsealed.broken
    return {
      entries: total?.entries ?? 0,
      ok: broken === null,
      ...(broken ? { firstBroken: broken } : {}),
      blocks: chain.blocks,
      unsealed: unsealed.count,
      head: chain.head?.root ?? GENESIS,
    }
  })
}
