import type { Keyring } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError, isAppError } from '../../../platform/errors/index.ts'
import { JobInterrupted, type StepResult } from '../../../platform/jobs/index.ts'
import type { FactsChanged, FactsChangedInBulk } from '../../households/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { Problem } from '../problems/catalogue.ts'
import type { RowReading } from '../rows/row-reading.ts'
import { advanceBatch, type BatchRow, getBatch, lockBatch, moveBatch } from '../store/batches.ts'
import { insertProblems } from '../store/problems.ts'
import { countMissing, insertRows } from '../store/rows.ts'
import { classify } from '../table/classify.ts'
import { type AppliedChunk, applyChunk } from './apply-chunk.ts'
import { continuesHousehold } from './group-rows.ts'
import { fileProblems, frameOf, skippedRow } from './inspect-file.ts'
import { importTransactions, type OpenBatch, openBatch, type Transact } from './open-batch.ts'
import { personKey } from './row-keys.ts'

/** Rows of one transaction; a household that goes on is not cut, up to the second figure. */
const CHUNK_ROWS = 1000
const LARGEST_CHUNK = 1200

/** A chunk read and not yet written. */
interface ReadChunk {
  readonly readings: RowReading[]
  readonly skipped: Problem[]
  readonly firstRow: number
  /** Where the next chunk begins. */
  nextRow: number
  /** Persons of rows that have numbers of their own: the next row of one begins a chunk, when the person is on record. */
  readonly persons: Set<string>
}

/** One step of the work: a transaction with its checkpoint. A job brings its own; the command line uses plain transactions. */
export type Step = (work: (tx: Tx) => Promise<StepResult>) => Promise<void>

export interface RunOptions {
  readonly step?: Step
  /** Told after each chunk. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number | null }) => void
}

/**
 * Carries an import out from where it stands, chunk by chunk; each chunk is one transaction with its checkpoint, so that
 * a killed run loses and doubles nothing. Ends as done, cancelled or failed; the file's own faults are the failure.
 */
export async function runImport(
  deps: DiscoveryDeps,
  started: Pick<BatchRow, 'id' | 'started_by' | 'org_path'>,
  options: RunOptions = {},
): Promise<BatchRow> {
  const transact = importTransactions(deps, started)
  try {
    const batch = await transact((tx) => getBatch(tx, started.id))
    if (batch.state === 'queued' || batch.state === 'running') {
      const open = await openBatch(deps, batch, transact)
      await runChunks(deps, batch, open, transact, options)
    }
  } catch (error) {
    const state = stateAfter(error)
    if (state) await transact((tx) => moveBatch(tx, started.id, state))
    throw error
  }
  return transact((tx) => getBatch(tx, started.id))
}

/** SQLSTATEs after which the same step may be tried again: serialization failure, deadlock, lock timeout. */
const PASSING = ['40001', '40P01', '55P03']

/** What an error makes of an import, or null when it stands as it is and goes on by itself or by a resume. */
function stateAfter(error: unknown): { state: BatchRow['state']; error?: BatchRow['error'] } | null {
  if (error instanceof JobInterrupted) return error.reason === 'cancelled' ? { state: 'cancelled' } : null
  if (isAppError(error, 'database_unavailable')) return null
  if (error instanceof Error && 'code' in error && PASSING.includes(String(error.code))) return null
  const { text } = isAppError(error) ? error : new AppError('job_failed', {}, { cause: error })
  return { state: 'failed', error: text }
}

async function runChunks(
  deps: DiscoveryDeps,
  batch: BatchRow,
  open: OpenBatch,
  transact: Transact,
  options: RunOptions,
): Promise<void> {
  const step = options.step ?? (async (work) => void (await transact(work)))
  for await (const chunk of ahead(readChunks(deps.keys, open, batch.next_row))) {
    const rehearsed = batch.dry_run ? await rehearse(deps, batch, open, chunk, transact) : null
    let goesOn = false
    await step(async (tx) => {
      const now = await takeTurn(tx, batch, open, chunk)
      goesOn = now !== null
      if (!now) return {}
      const applied =
        rehearsed ?? (await applyChunk(tx, deps, batch, open.layout, open.units, chunk.readings))
      await record(tx, now, open, chunk, applied)
      if (!batch.dry_run && !isBulk(batch)) await tell(tx, deps, applied)
      const done = now.accepted + now.unchanged + now.refused + now.review + chunk.readings.length
      const total = batch.found.counted ? batch.rows : null
      options.onProgress?.({ done, total })
      return { checkpoint: { nextRow: chunk.nextRow }, done, ...(total === null ? {} : { total }) }
    })
    if (!goesOn) return
  }
  await step(async (tx) => {
    await finish(tx, deps, batch, open)
    return {}
  })
}

/** The first row that is still to be read. */
function firstRowOf(open: OpenBatch, nextRow: number): number {
  return Math.max(nextRow, open.chosen.header.row + 1)
}

/** The rows of a file from a row on, in chunks that keep households whole where the list keeps them together. */
async function* readChunks(keys: Keyring, open: OpenBatch, from: number): AsyncGenerator<ReadChunk> {
  const frame = frameOf(open.chosen.header, open.reader)
  const start = firstRowOf(open, from)
  let chunk = emptyChunk(start)
  for await (const row of open.table.rows(open.chosen.sheet)) {
    if (row.number < start) continue
    const kind = classify(row, frame)
    if (kind !== 'data') {
      chunk.skipped.push(skippedRow(row, kind))
      chunk.nextRow = row.number + 1
      continue
    }
    const reading = open.reader.read(row)
    const person = reading.rowKey === null ? null : personKey(keys, reading)
    if (isFull(chunk, reading) || (person !== null && chunk.persons.has(person))) {
      yield chunk
      chunk = emptyChunk(chunk.nextRow)
    }
    chunk.readings.push(reading)
    if (person !== null) chunk.persons.add(person)
    chunk.nextRow = row.number + 1
  }
  if (chunk.readings.length > 0 || chunk.skipped.length > 0) yield chunk
}

/** The next is being read while the one before it is written. */
async function* ahead<T>(items: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  let next = items.next()
  try {
    for (;;) {
      const item = await next
      if (item.done) return
      next = items.next()
      // Told when its turn comes.
      next.catch(() => undefined)
      yield item.value
    }
  } finally {
    await next.catch(() => undefined)
    await items.return()
  }
}

function emptyChunk(at: number): ReadChunk {
  return { readings: [], skipped: [], firstRow: at, nextRow: at, persons: new Set() }
}

function isFull(chunk: ReadChunk, next: RowReading): boolean {
  const last = chunk.readings.at(-1)
  if (!last || chunk.readings.length < CHUNK_ROWS) return false
  return chunk.readings.length >= LARGEST_CHUNK || !continuesHousehold(last, next)
}

/** Whether the batch still waits for this chunk; a cancelled one is ended here, one that another run carries on is left to it. */
async function takeTurn(
  tx: Tx,
  batch: BatchRow,
  open: OpenBatch,
  chunk: ReadChunk,
): Promise<BatchRow | null> {
  const now = await lockBatch(tx, batch.id)
  const isOpen = now.state === 'queued' || now.state === 'running'
  if (isOpen && now.cancel_requested) {
    await moveBatch(tx, batch.id, { state: 'cancelled' })
    return null
  }
  return isOpen && firstRowOf(open, now.next_row) === chunk.firstRow ? now : null
}

/** Rows above which households are not looked at anew chunk by chunk, but all together, in a job, when the list is in. */
const BULK_ROWS = 5000

function isBulk(batch: BatchRow): boolean {
  return batch.rows > BULK_ROWS || !batch.found.counted
}

/** Whether an import that is done left the look at its households to a job, which a server works on. */
export function leavesScreening(batch: BatchRow): boolean {
  return batch.state === 'done' && isBulk(batch) && !batch.dry_run && batch.accepted > 0
}

/** Tells the modules above which households are to be looked at anew; receipts change with their households. */
async function tell(tx: Tx, deps: DiscoveryDeps, applied: AppliedChunk): Promise<void> {
  if (applied.changedHouseholds.length > 0) {
    const changed: FactsChanged = { kind: 'facts.changed', householdIds: applied.changedHouseholds }
    await deps.events.emit(tx, changed)
  }
}

/** Thrown to undo what a dry run wrote; carries what it came to. */
class Rehearsed extends Error {
  readonly applied: AppliedChunk
  constructor(applied: AppliedChunk) {
    super('rehearsed')
    this.applied = applied
  }
}

/** A dry run writes everything, counts it, and takes it back; only problems and counts are kept. */
async function rehearse(
  deps: DiscoveryDeps,
  batch: BatchRow,
  open: OpenBatch,
  chunk: ReadChunk,
  transact: Transact,
): Promise<AppliedChunk> {
  try {
    return await transact(async (tx) => {
      throw new Rehearsed(await applyChunk(tx, deps, batch, open.layout, open.units, chunk.readings))
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
    const { rows, ...applied } = error.applied
    return {
      ...applied,
      rows: rows.map((row) => ({ ...row, person_id: null, household_id: null, made: null })),
    }
  }
}

/** Outcomes, problems, counts and checkpoint of a chunk. */
async function record(
  tx: Tx,
  batch: BatchRow,
  open: OpenBatch,
  chunk: ReadChunk,
  applied: AppliedChunk,
): Promise<void> {
  const { layout, chosen, mapping } = open
  const ofFile =
    batch.next_row === 0 ? fileProblems(layout, chosen.header, mapping, batch.found, batch.as_of) : []
  await insertRows(tx, batch.id, applied.rows)
  await insertProblems(tx, batch, [...ofFile, ...chunk.skipped, ...applied.problems])
  await advanceBatch(tx, batch.id, applied.counts, chunk.nextRow)
}

async function finish(tx: Tx, deps: DiscoveryDeps, batch: BatchRow, open: OpenBatch): Promise<void> {
  const now = await lockBatch(tx, batch.id)
  if (now.state !== 'running' && now.state !== 'queued') return
  const rows = now.accepted + now.unchanged + now.refused + now.review
  const missing = now.dry_run || open.layout.receipt === null ? 0 : await countMissing(tx, batch.id)
  if (missing > 0) {
    const problem: Problem = {
      ...{ row: 0, column: null, severity: 'warning', value: null },
      ...{ code: 'missing_from_file', params: { count: missing } },
    }
    await insertProblems(tx, batch, [problem])
  }
  await moveBatch(tx, batch.id, { state: 'done', rows })
  if (isBulk(batch) && !now.dry_run && now.accepted > 0) {
    const changed: FactsChangedInBulk = { kind: 'facts.changed-in-bulk', orgPath: batch.org_path }
    await deps.events.emit(tx, changed)
  }
  tx.ledger({
    action: 'import.finish',
    objectKind: 'import',
    objectId: batch.id,
    orgPath: batch.org_path,
    data: { source: batch.source, dryRun: now.dry_run, rows, accepted: now.accepted, refused: now.refused },
  })
}
