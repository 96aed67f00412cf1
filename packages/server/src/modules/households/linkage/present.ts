import type { LinkPair, Merge } from '@lastmile/contract'
import { explainScore } from '@lastmile/domain/linkage'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { rootOf } from './merge-persons.ts'
import { listMergeRows } from './merge-store.ts'
import { decidePair, lockPair, openPairs, type SideRow, sidesOf } from './store.ts'

type PairView = z.infer<typeof LinkPair>
interface PageQuery {
  readonly limit: number
  readonly offset: number
}

function presentSide(side: SideRow, units: ReadonlyMap<string, string>): PairView['one'] {
  return {
    personId: side.id,
    householdId: side.household_id,
    headName: side.head_name,
    orgName: units.get(side.org_path) ?? '',
    name: side.name,
    sex: side.sex,
    birthDate: side.birth_date,
    idNumberMasked: side.id_number_masked,
    phoneMasked: side.phone_masked,
    address: side.address,
    relation: side.relation,
    facts: side.facts,
    since: side.created_at.toISOString(),
  }
}

/** Persons as people see them when they say who is who; their households stand in the ledger as read. */
export async function linkSides(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PairView['one']>> {
  const sides = await sidesOf(tx, [...new Set(ids)])
  const rows = [...sides.values()]
  const units = await unitNames(
    tx,
    rows.map(({ org_path }) => org_path),
  )
  recordReads(
    tx,
    rows.map(({ household_id, org_path }) => ({ id: household_id, orgPath: org_path })),
    'linkage',
  )
  return new Map(rows.map((side) => [side.id, presentSide(side, units)]))
}

/** The record that should stand: with a number before without, then of which more is known, then the older one. */
function standing(one: SideRow, other: SideRow): 'one' | 'other' {
  const worth = (side: SideRow) => [
    side.id_number_masked === null ? 0 : 1,
    side.facts,
    -side.created_at.getTime(),
  ]
  const [a, b] = [worth(one), worth(other)]
  const at = a.findIndex((value, place) => value !== b[place])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0) ? 'other' : 'one'
}

/** Open pairs of the caller's range, the most probable first; both households stand in the ledger as read. */
export async function listPairs(tx: Tx, page: PageQuery): Promise<{ items: PairView[]; total: number }> {
  const { pairs, total } = await openPairs(tx, page)
  const sides = await sidesOf(
    tx,
    pairs.flatMap(({ one_id, other_id }) => [one_id, other_id]),
  )
  const units = await unitNames(
    tx,
    [...sides.values()].map(({ org_path }) => org_path),
  )
  recordReads(
    tx,
    [...sides.values()].map(({ household_id, org_path }) => ({ id: household_id, orgPath: org_path })),
    'linkage',
  )
  const items = pairs.flatMap((pair): PairView[] => {
    const [one, other] = [sides.get(pair.one_id), sides.get(pair.other_id)]
    if (!one || !other) return []
    return [
      {
        id: pair.id,
        probability: pair.probability,
        certain: pair.certain,
        state: pair.state,
        one: presentSide(one, units),
        other: presentSide(other, units),
        parts: explainScore(pair),
        keep: standing(one, other),
        foundAt: pair.found_at.toISOString(),
        version: pair.version,
      },
    ]
  })
  return { items, total }
}

/** They are two persons: not asked about again. */
export async function refusePair(
  tx: Tx,
  input: { readonly id: string; readonly reason?: string | undefined; readonly version: number },
): Promise<Record<string, never>> {
  const pair = await lockPair(tx, input.id, input.version)
  await decidePair(tx, pair.id, 'refused', input.reason ?? null)
  tx.ledger({
    action: 'link.refuse',
    objectKind: 'link',
    objectId: pair.id,
    orgPath: pair.org_path,
    data: { one: pair.one_id, other: pair.other_id },
  })
  return {}
}

/** What was merged, the newest first. */
export async function listMerges(
  tx: Tx,
  page: PageQuery,
): Promise<{ items: z.infer<typeof Merge>[]; total: number }> {
  const { rows, total } = await listMergeRows(tx, page)
  // A record that left its household may lie outside the caller's range by now; its name was in the pair they decided.
  const sides = await asSystem(tx, rootOf(tx), () =>
    sidesOf(
      tx,
      rows.flatMap(({ kept_id, gone_id }) => [kept_id, gone_id]),
    ),
  )
  const staff = await staffByIds(
    tx,
    rows.flatMap(({ merged_by, undone_by }) => [merged_by, undone_by]),
  )
  const name = (id: string | null) => (id === null ? '' : (staff.get(id)?.name ?? ''))
  return {
    total,
    items: rows.map((row) => ({
      id: row.id,
      keptName: sides.get(row.kept_id)?.name ?? '',
      keptHouseholdId: row.kept_household,
      goneName: sides.get(row.gone_id)?.name ?? '',
      goneHouseholdId: row.gone_household,
      by: name(row.merged_by),
      at: row.merged_at.toISOString(),
      reason: row.reason,
      undone:
        row.undone_at === null
          ? null
          : { by: name(row.undone_by), at: row.undone_at.toISOString(), reason: row.undo_reason ?? '' },
    })),
  }
}
