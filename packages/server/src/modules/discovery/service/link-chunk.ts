import type { Tx } from '../../../platform/db/index.ts'
import { findPersons, likelyPersons, standingPersons } from '../../households/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import type { Problem } from '../problems/catalogue.ts'
import type { RowReading } from '../rows/row-reading.ts'
import type { Layout } from '../sources/layout.ts'
import type { BatchRow } from '../store/batches.ts'
import { findLinkedBefore, findStrangers, type Outcome } from '../store/rows.ts'
import { type Doubt, type Knowledge, linkRows } from './link-rows.ts'
import { type LinkedRow, problemOf } from './plan-chunk.ts'

/** A row with the hashes that it is known by. */
export interface KeyedRow {
  readonly reading: RowReading
  readonly key: string
  readonly content: string
  readonly householdKey: string | null
}

/** Who a row turned out to be about. */
export interface Fate {
  readonly outcome: Outcome
  readonly personId?: string
  readonly householdId?: string
  readonly made?: 'household' | 'person'
  readonly doubts?: readonly Doubt[]
}

/** Says who the fresh rows of a chunk are about; those of whom that is not known get their fate here. */
export async function linkChunk(
  tx: Tx,
  deps: DiscoveryDeps,
  batch: BatchRow,
  layout: Layout,
  fresh: readonly KeyedRow[],
  fates: Map<number, Fate>,
  problems: Problem[],
  decided: Knowledge['decided'],
): Promise<LinkedRow[]> {
  if (fresh.length === 0) return []
  const persons = fresh.map(({ reading: { row, person, unit, address } }) => ({
    ref: String(row),
    idNumber: person.idNumber,
    name: person.name,
    birthDate: person.birthDate,
    sex: person.sex,
    phone: person.phone,
    orgPath: unit?.path ?? null,
    address,
  }))
  const found = await findPersons(tx, deps, { persons })
  const numbered = new Set(found.byNumber.map(({ ref }) => ref))
  const open = persons.filter(({ ref }) => !numbered.has(ref))
  const keys = fresh.map(({ key }) => key)
  const linkedBefore = await findLinkedBefore(tx, batch.source, keys)
  const standing = await standingPersons(tx, [...linkedBefore.values()])
  const links = linkRows(fresh, {
    found,
    likely: await likelyPersons(tx, deps, open),
    before: new Map(
      [...linkedBefore].flatMap(([key, id]) => {
        const person = standing.get(id)
        return person ? [[key, person] as const] : []
      }),
    ),
    strangers: await findStrangers(tx, batch.source, keys),
    decided,
    personUnknown: layout.person_unknown,
  })
  const linked: LinkedRow[] = []
  for (const { reading } of fresh) {
    const link = links.get(reading.row)
    if (!link) continue
    if (link.kind !== 'review') linked.push({ reading, link })
    else {
      fates.set(reading.row, { outcome: 'review', ...(link.doubts ? { doubts: link.doubts } : {}) })
      problems.push(problemOf(reading, 'review', link.code, link.params))
    }
  }
  return linked
}
