import type { Conflict, SourceState, sources } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { countConflicts, listConflicts, listTypedTwice } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { newestOwnLayouts, type SourceNames, sourceNames } from '../layouts/find-layout.ts'
import { type BatchRow, lastOfSources, tallySources } from '../store/batches.ts'

type State = z.infer<typeof SourceState>
type Overview = z.infer<NonNullable<(typeof sources.overview)['~orpc']['outputSchema']>>
type Text = { readonly zh: string; readonly en: string }

/** What people record, as a source beside the departments. */
const PEOPLE: Readonly<Record<string, Text>> = {
  visit: { zh: '入户走访', en: 'Home visit' },
  staff: { zh: '工作人员登记', en: 'Recorded by staff' },
  resident: { zh: '居民自述', en: 'Told by the resident' },
  decision: { zh: '核对后定下', en: 'Settled by a person' },
}

/** A list that was made elsewhere and that the caller does not see. */
const HIDDEN: Text = { zh: '其他名单', en: 'Another list' }

/** Days of grace after a list was due, before it counts as late. */
const GRACE_DAYS = 10

/** How people call a source. */
export function sourceName(names: SourceNames, id: string): Text {
  return names.get(id)?.name ?? PEOPLE[id] ?? (id.startsWith('own-') ? HIDDEN : { zh: id, en: id })
}

/** The day some months after a day; the last of the month where that one is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

function presentLast(batch: BatchRow | undefined): State['last'] {
  if (!batch) return null
  return {
    importId: batch.id,
    fileName: batch.file_name,
    asOf: batch.as_of,
    at: (batch.finished_at ?? batch.created_at).toISOString(),
    rows: batch.rows,
    accepted: batch.accepted,
    refused: batch.refused,
    review: batch.review,
  }
}

/** Freshness and quality of every source, and the rule by which one wins. */
export async function sourceOverview(tx: Tx, deps: DiscoveryDeps): Promise<Overview> {
  const tallies = new Map((await tallySources(tx)).map((row) => [row.source, row]))
  const lasts = new Map((await lastOfSources(tx)).map((row) => [row.source, row]))
  const conflicts = await countConflicts(tx)
  const today = legalDateAt(tx.now)
  const names = await sourceNames(tx, deps)
  const own = await newestOwnLayouts(tx, deps)
  const states = [...deps.layouts.values(), ...own].map((layout): State => {
    const tally = tallies.get(layout.id)
    const last = lasts.get(layout.id)
    const dueOn =
      layout.every_months !== null && last?.as_of ? monthsLater(last.as_of, layout.every_months) : null
    return {
      id: layout.id,
      name: layout.name,
      department: layout.department,
      everyMonths: layout.every_months,
      sampleFile: layout.sample_file,
      own: own.includes(layout),
      last: presentLast(last),
      dueOn,
      late: dueOn !== null && daysLater(dueOn, GRACE_DAYS) < today,
      imports: tally?.imports ?? 0,
      refusedShare: tally && tally.rows > 0 ? tally.refused / tally.rows : null,
      withdrawn: tally?.withdrawn ?? 0,
      wins: conflicts.wins.get(layout.id) ?? 0,
      loses: conflicts.loses.get(layout.id) ?? 0,
    }
  })
  const order = [...deps.order].map(([name, sources]) => {
    const [entity, fact = ''] = name.split('.')
    return {
      entityKind: entity === 'household' ? ('household' as const) : ('person' as const),
      fact,
      sources: sources.map((id) => sourceName(names, id)),
    }
  })
  const typed = await listTypedTwice(tx)
  return {
    sources: states,
    order,
    conflicts: conflicts.total,
    typedTwice: typed.reduce((all, { count }) => all + count, 0),
  }
}

/** Contradictions with both values and the names of the sources. */
export async function presentConflicts(
  tx: Tx,
  deps: DiscoveryDeps,
  query: Parameters<typeof listConflicts>[1],
): Promise<{ items: z.infer<typeof Conflict>[]; total: number }> {
  const { items, total } = await listConflicts(tx, query)
  const names = await sourceNames(tx, deps)
  const units = await unitNames(
    tx,
    items.map(({ org_path }) => org_path),
  )
  return {
    total,
    items: items.map((item) => ({
      householdId: item.household_id,
      headName: item.head_name,
      orgName: units.get(item.org_path) ?? '',
      entityKind: item.entity_kind,
      entityId: item.entity_id,
      personName: item.person_name,
      fact: item.fact,
      wins: sourceName(names, item.wins),
      winsValue: item.wins_value,
      loses: sourceName(names, item.loses),
      losesValue: item.loses_value,
      byRule: item.by_rule,
      since: item.since.toISOString(),
    })),
  }
}

/** What was typed twice, with the names of the sources that had it. */
export async function presentTypedTwice(tx: Tx, deps: DiscoveryDeps) {
  const names = await sourceNames(tx, deps)
  return (await listTypedTwice(tx)).map((row) => ({
    entityKind: row.entity_kind,
    fact: row.fact,
    source: sourceName(names, row.had_source),
    typedAs: row.typed_as,
    count: row.count,
    people: row.people,
    lastAt: row.last_at.toISOString(),
  }))
}
