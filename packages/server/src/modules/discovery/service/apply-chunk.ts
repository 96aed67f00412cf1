import { newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { type ImportedHousehold, importHouseholds } from '../../households/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { Problem } from '../problems/catalogue.ts'
import type { RowReading } from '../rows/row-reading.ts'
import type { UnitIndex } from '../rows/unit-index.ts'
import type { Layout } from '../sources/layout.ts'
import type { BatchRow, Counts } from '../store/batches.ts'
import {
  findEarlierRows,
  findHouseholdsOfKeys,
  findStatedHouseholds,
  type ImportRow,
  type Outcome,
} from '../store/rows.ts'
import { type Fate, type KeyedRow, linkChunk } from './link-chunk.ts'
import type { Knowledge } from './link-rows.ts'
import {
  type ChunkPlan,
  type HouseholdKnowledge,
  type LinkedRow,
  type PlannedHousehold,
  planChunk,
  problemOf,
} from './plan-chunk.ts'
import { contentHash, householdKeyHash, rowKey } from './row-keys.ts'

/** What a chunk came to: what is recorded of its rows, and the households that changed. */
export interface AppliedChunk {
  readonly rows: readonly ImportRow[]
  readonly problems: readonly Problem[]
  readonly counts: Counts
  readonly changedHouseholds: readonly string[]
}

/**
 * Writes what a chunk of rows says, in the transaction that it is handed, and gives what is to be recorded of it. The
 * rows of a chunk hold whole households wherever the list keeps them together.
 */
export async function applyChunk(
  tx: Tx,
  deps: DiscoveryDeps,
  batch: BatchRow,
  layout: Layout,
  units: UnitIndex,
  readings: readonly RowReading[],
  decided?: Knowledge['decided'],
): Promise<AppliedChunk> {
  const fates = new Map<number, Fate>()
  const problems: Problem[] = readings.flatMap((reading) => reading.problems)
  const keyed = readings.map((reading) => ({
    reading,
    key: rowKey(deps.keys, reading),
    content: contentHash(deps.keys, reading),
    householdKey: householdKeyHash(deps.keys, reading.householdKey),
  }))
  for (const { reading } of keyed) if (reading.refused) fates.set(reading.row, { outcome: 'refused' })
  const fresh = await withoutRepetitions(tx, batch, keyed, fates, problems)
  const linked = await linkChunk(tx, deps, batch, layout, fresh, fates, problems, decided)
  const plan = planChunk(layout, linked, await householdKnowledge(tx, batch, keyed, linked, fates), () =>
    newIdAt(tx.now),
  )
  problems.push(...plan.problems)
  for (const reading of plan.review) fates.set(reading.row, { outcome: 'review' })
  const changed = await write(tx, deps, batch, layout, plan, fates)
  problems.push(...movedHouseholds(linked, plan, units))
  return {
    rows: keyed.map((row) => recordOf(batch, row, fates.get(row.reading.row))),
    problems,
    counts: countsOf(keyed, fates, linked),
    ...changed,
  }
}

/** Rows that stand for the first time; repetitions are told apart from contradictions. */
async function withoutRepetitions(
  tx: Tx,
  batch: BatchRow,
  rows: readonly KeyedRow[],
  fates: Map<number, Fate>,
  problems: Problem[],
): Promise<KeyedRow[]> {
  const open = rows.filter(({ reading }) => !reading.refused)
  const seen = await findEarlierRows(
    tx,
    batch.id,
    open.map(({ key }) => key),
  )
  const fresh: KeyedRow[] = []
  for (const row of open) {
    const { reading, key, content } = row
    const first = seen.get(key)
    if (!first) {
      seen.set(key, { row: reading.row, content })
      fresh.push(row)
    } else if (first.content === content) {
      fates.set(reading.row, { outcome: 'unchanged' })
      problems.push(problemOf(reading, 'warning', 'duplicate_row', { first: first.row }))
    } else {
      fates.set(reading.row, { outcome: 'review' })
      problems.push(problemOf(reading, 'review', 'duplicate_conflict', { first: first.row }))
    }
  }
  return fresh
}

async function householdKnowledge(
  tx: Tx,
  batch: BatchRow,
  rows: readonly KeyedRow[],
  linked: readonly LinkedRow[],
  fates: ReadonlyMap<number, Fate>,
): Promise<HouseholdKnowledge> {
  const names = new Map(
    rows.flatMap((row) => (row.householdKey ? [[row.householdKey, row.reading.householdKey ?? '']] : [])),
  )
  const hashed = await findHouseholdsOfKeys(tx, batch.id, [...names.keys()])
  const ofKeys = new Map([...hashed].map(([key, id]) => [names.get(key) ?? '', id]))
  const ids = [
    ...linked.flatMap(({ link }) => (link.kind === 'existing' ? [link.householdId] : [])),
    ...ofKeys.values(),
  ]
  const stated = await findStatedHouseholds(tx, batch.id, [...new Set(ids.filter((id) => id !== null))])
  const headless = new Set<string>()
  for (const kept of [false, true]) {
    for (const { row, person, householdKey } of rows.map(({ reading }) => reading)) {
      if (person.relation !== 'head' || householdKey === null || isKeptOut(fates.get(row)) === kept) continue
      if (kept) headless.delete(householdKey)
      else headless.add(householdKey)
    }
  }
  return { ofKeys, stated, headless }
}

function isKeptOut(fate: Fate | undefined): boolean {
  return fate?.outcome === 'refused' || fate?.outcome === 'review'
}

async function write(
  tx: Tx,
  deps: DiscoveryDeps,
  batch: BatchRow,
  layout: Layout,
  plan: ChunkPlan,
  fates: Map<number, Fate>,
): Promise<Pick<AppliedChunk, 'changedHouseholds'>> {
  const asOf = batch.as_of
  if (plan.households.length === 0 || asOf === null) return { changedHouseholds: [] }
  const { households } = await importHouseholds(tx, deps, {
    batchId: batch.id,
    sourceId: batch.source,
    sourceName: `${layout.name.zh} ${asOf}`,
    sourceKind: 'import',
    asOf,
    households: plan.households.map(({ household }) => household),
  })
  const changed: string[] = []
  households.forEach((written, at) => {
    const planned = plan.households[at]
    if (!planned) return
    noteFates(planned, written, fates)
    if (written.changed) changed.push(written.householdId)
  })
  return { changedHouseholds: changed }
}

/** A row changed something when its person did, or, for the first row of a household, when only the household did. */
function noteFates(planned: PlannedHousehold, written: ImportedHousehold, fates: Map<number, Fate>): void {
  const anyMember = written.members.some((member) => member.changed || member.created)
  written.members.forEach((member, at) => {
    const reading = planned.rows[at]
    if (!reading) return
    const own = member.changed || member.created
    const forHousehold = at === 0 && planned.speaks && written.changed && !anyMember
    fates.set(reading.row, {
      outcome: own || forHousehold ? 'accepted' : 'unchanged',
      personId: member.personId,
      householdId: written.householdId,
      ...(member.created ? { made: written.created && at === 0 ? 'household' : 'person' } : {}),
    })
  })
}

/** Known households that the list has in another unit: named, not moved. */
function movedHouseholds(linked: readonly LinkedRow[], plan: ChunkPlan, units: UnitIndex): Problem[] {
  const paths = new Map(
    linked.flatMap(({ reading, link }) => (link.kind === 'existing' ? [[reading.row, link.orgPath]] : [])),
  )
  return plan.households.flatMap(({ rows }) => {
    const moved = rows.find(
      (reading) => reading.unit && paths.has(reading.row) && paths.get(reading.row) !== reading.unit.path,
    )
    if (!moved) return []
    return [problemOf(moved, 'warning', 'unit_differs', { known: units.nameOf(paths.get(moved.row) ?? '') })]
  })
}

function recordOf(batch: BatchRow, row: KeyedRow, fate: Fate | undefined): ImportRow {
  return {
    row: row.reading.row,
    org_path: row.reading.unit?.path ?? batch.org_path,
    key: row.key,
    content: row.content,
    household_key: row.householdKey,
    outcome: fate?.outcome ?? 'unchanged',
    person_id: fate?.personId ?? null,
    household_id: fate?.householdId ?? null,
    made: fate?.made ?? null,
    doubts: fate?.doubts ?? null,
  }
}

function countsOf(
  rows: readonly KeyedRow[],
  fates: ReadonlyMap<number, Fate>,
  linked: readonly LinkedRow[],
): Counts {
  const count = (outcome: Outcome) =>
    rows.filter(({ reading }) => fates.get(reading.row)?.outcome === outcome).length
  const written = linked.filter(({ reading }) => fates.get(reading.row)?.personId !== undefined)
  return {
    accepted: count('accepted'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    review: count('review'),
    linkedExisting: written.filter(({ link }) => link.kind === 'existing').length,
    linkedNew: written.filter(({ link }) => link.kind === 'new').length,
  }
}
