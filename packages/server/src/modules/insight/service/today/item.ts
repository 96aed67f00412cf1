import type { TodayItem } from '@lastmile/contract'
import type { z } from 'zod'
import type { WaitingRow } from '../../../casework/index.ts'
import type { HouseholdHead } from '../../../households/index.ts'

export type Item = z.infer<typeof TodayItem>
export type Words = Item['title']

/** What a kind of waiting work says of itself: where it leads and what to do there. */
export interface Wording {
  readonly kind: Item['kind']
  readonly column: Item['column']
  readonly action: Words
  readonly why: (row: WaitingRow, head: HouseholdHead | undefined) => Words
  readonly title: (row: WaitingRow, head: HouseholdHead | undefined) => Words
  readonly href: (row: WaitingRow) => string
}

/** A household as people name it; one that is hidden or gone keeps no name. */
export function headOf(head: HouseholdHead | undefined): string {
  return head?.headName ?? ''
}

/** Waiting work as items of the page, with the household's head in the sentence. */
export function itemsOf(
  rows: readonly WaitingRow[],
  heads: ReadonlyMap<string, HouseholdHead>,
  wording: Wording,
  today: string,
): Item[] {
  return rows.map((row) => {
    const head = heads.get(row.household_id)
    return {
      id: `${wording.kind}:${row.id}`,
      kind: wording.kind,
      column: wording.column,
      title: wording.title(row, head),
      why: wording.why(row, head),
      dueOn: row.due_on,
      overdue: row.due_on !== null && row.due_on < today,
      at: row.at.toISOString(),
      householdId: row.household_id,
      href: wording.href(row),
      action: wording.action,
    }
  })
}
