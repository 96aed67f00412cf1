import type { DoubtfulRow } from '@lastmile/contract'
import { explainScore } from '@lastmile/domain/linkage'
import type { z } from 'zod'
import type { TransactionActor, Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { type FactsChanged, linkSides, standingPersons } from '../../households/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { sourceNames, versionKey } from '../layouts/find-layout.ts'
import type { RowReading } from '../rows/row-reading.ts'
import { getBatch, lockBatch } from '../store/batches.ts'
import { forgetRows, recount, waitingRows, waitingTogether } from '../store/doubts.ts'
import { insertProblems } from '../store/problems.ts'
import { insertRows, type Outcome } from '../store/rows.ts'
import { applyChunk } from './apply-chunk.ts'
import { type OpenBatch, openBatch, type Transact } from './open-batch.ts'

type View = z.infer<typeof DoubtfulRow>

/** Rows that wait for somebody to say who they are about, with those who may be meant and what speaks for each. */
export async function listDoubtfulRows(
  tx: Tx,
  deps: Pick<DiscoveryDeps, 'layouts'>,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ items: View[]; total: number }> {
  const { rows, total } = await waitingRows(tx, page)
  const names = await sourceNames(tx, deps)
  const standing = await standingPersons(
    tx,
    rows.flatMap(({ doubts }) => doubts.map(({ personId }) => personId)),
  )
  const sides = await linkSides(
    tx,
    [...standing.values()].map(({ personId }) => personId),
  )
  const items = rows.map((row) => ({
    ...{ importId: row.batch_id, row: row.row, fileName: row.file_name, asOf: row.as_of },
    sourceName: names.get(versionKey(row.source, row.layout_version))?.name ?? {
      zh: row.source,
      en: row.source,
    },
    candidates: row.doubts.flatMap((doubt) => {
      const side = sides.get(standing.get(doubt.personId)?.personId ?? '')
      return side ? [{ side, probability: doubt.probability, parts: explainScore(doubt) }] : []
    }),
  }))
  return { items, total }
}

async function readRows(open: OpenBatch, numbers: readonly number[]): Promise<RowReading[]> {
  const wanted = new Set(numbers)
  const last = Math.max(...numbers)
  const readings: RowReading[] = []
  for await (const row of open.table.rows(open.chosen.sheet)) {
    if (wanted.has(row.number)) readings.push(open.reader.read(row))
    if (row.number >= last) break
  }
  return readings
}

/** Works as the platform in the range of an import, in the name of whoever decides. */
export type AsPlatform = <T>(actor: TransactionActor, work: (tx: Tx) => Promise<T>) => Promise<T>

/**
 * Somebody says who a row is about, or that it is nobody on record: the row, and those of its household that waited for
 * it, are read from the file again and written as any other, with the same lineage.
 */
export async function decideRow(
  deps: DiscoveryDeps,
  caller: { readonly accountId: string; readonly transact: Transact; readonly asPlatform: AsPlatform },
  input: { readonly id: string; readonly row: number; readonly personId: string | null },
): Promise<{ outcome: Outcome; householdId: string | null }> {
  const { batch, waiting } = await caller.transact(async (tx) => ({
    batch: await getBatch(tx, input.id),
    waiting: await waitingTogether(tx, input.id, input.row),
  }))
  if (!waiting) throw new AppError('not_found')
  const meant = input.personId
  const open = await openBatch(deps, batch, caller.transact)
  const readings = await readRows(open, waiting.rows)
  const actor: TransactionActor = { userId: caller.accountId, role: 'system', orgPath: batch.org_path }
  return caller.asPlatform(actor, async (tx) => {
    const now = await lockBatch(tx, batch.id)
    const still = await waitingTogether(tx, batch.id, input.row)
    if (!still) throw new AppError('action_not_possible', { state: 'decided', action: 'decide' })
    const standing = await standingPersons(
      tx,
      still.doubts.map(({ personId }) => personId),
    )
    const person = meant === null ? null : [...standing.values()].find(({ personId }) => personId === meant)
    if (person === undefined) throw new AppError('not_found')
    await forgetRows(tx, batch.id, still.rows)
    const applied = await applyChunk(
      tx,
      deps,
      now,
      open.layout,
      open.units,
      readings.filter(({ row }) => still.rows.includes(row)),
      new Map([[input.row, person]]),
    )
    const rows = applied.rows.map((row) =>
      row.row === input.row
        ? { ...row, doubts: still.doubts, decided_by: caller.accountId, decided_at: tx.now }
        : row,
    )
    await insertRows(tx, batch.id, rows)
    await insertProblems(tx, batch, applied.problems)
    await recount(tx, batch.id, { existing: applied.counts.linkedExisting, new: applied.counts.linkedNew })
    if (applied.changedHouseholds.length > 0) {
      const changed: FactsChanged = { kind: 'facts.changed', householdIds: applied.changedHouseholds }
      await deps.events.emit(tx, changed)
    }
    const decided = rows.find(({ row }) => row === input.row)
    tx.ledger({
      action: 'import.decide',
      objectKind: 'import',
      objectId: batch.id,
      orgPath: batch.org_path,
      ...(decided?.household_id ? { householdId: decided.household_id } : {}),
      data: { row: input.row, person: meant },
    })
    return { outcome: decided?.outcome ?? 'review', householdId: decided?.household_id ?? null }
  })
}
