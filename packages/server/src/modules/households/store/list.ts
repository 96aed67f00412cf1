import type { ScopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { Condition } from '../list-conditions.ts'
import { HOUSEHOLD_COLUMNS, type HouseholdRecord } from './households.ts'
import { RUNNING } from './receipts.ts'

export type ListFilterName =
  | 'all'
  | 'mine'
  | 'with-gaps'
  | 'with-needs'
  | 'receiving'
  | 'in-case'
  | 'unpaired'
  | 'overdue'
export type ListSort = 'updated' | 'head' | 'gaps' | 'last-contact' | 'no'

/** Which households a list shows. */
export interface ListQuery {
  /** Range of the org tree; null = wherever the actor sees something (roles that work by grant). */
  readonly range: ScopeRange | null
  /** Households granted to the actor outside the range; empty when none. */
  readonly granted: readonly string[]
  /** Only these, when a search came before. */
  readonly ids: readonly string[] | null
  readonly receiving: string | null
  readonly filter: ListFilterName
  /** Further conditions that hold together. */
  readonly conditions?: readonly Condition[]
  readonly sort: ListSort
  readonly today: string
  readonly limit: number
  readonly offset: number
}

const ORDER: Record<ListSort, string> = {
  updated: 'updated_at DESC, id',
  head: 'head_pinyin, id',
  gaps: 'open_gaps DESC, id',
  'last-contact': 'last_contact_at NULLS FIRST, id',
  no: 'no',
}

/** Collects values for `$n`. */
class Values {
  readonly list: unknown[] = []
  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length}`
  }
}

function filterSql(query: ListQuery, values: Values, actorId: string): string | null {
  switch (query.filter) {
    case 'all':
      return null
    case 'mine':
      return `advisor_id = ${values.add(actorId)}::uuid`
    case 'with-gaps':
      return 'open_gaps > 0'
    case 'with-needs':
      return 'open_needs > 0'
    case 'receiving':
      return `EXISTS (SELECT 1 FROM benefit_receipt b WHERE b.household_id = household.id
        AND ${RUNNING.replaceAll('$day', `${values.add(query.today)}::date`)})`
    case 'in-case':
      return "case_state IS NOT NULL AND case_state <> 'closed'"
    case 'unpaired':
      return 'advisor_id IS NULL'
    case 'overdue':
      return `next_contact_on IS NOT NULL AND next_contact_on < ${values.add(query.today)}::date`
  }
}

/**
 * The condition of a list. The range stands in it as plain values beside the row-level security, so that the planner
 * knows how wide it is: an index by unit for a committee, the index of the order for a district.
 */
function conditionOf(query: ListQuery, actorId: string): { where: string; values: Values } {
  const values = new Values()
  const parts = ["status = 'active'"]
  if (query.range) {
    const within = `(org_path >= ${values.add(query.range.lo)} AND org_path < ${values.add(query.range.hi)})`
    parts.push(
      query.granted.length > 0 ? `(${within} OR id = ANY (${values.add(query.granted)}::uuid[]))` : within,
    )
  } else parts.push(`id = ANY (${values.add(query.granted)}::uuid[])`)
  if (query.ids) parts.push(`id = ANY (${values.add(query.ids)}::uuid[])`)
  if (query.receiving) {
    const day = `${values.add(query.today)}::date`
    parts.push(
      `EXISTS (SELECT 1 FROM benefit_receipt b WHERE b.household_id = household.id AND b.policy = ${values.add(query.receiving)}
         AND ${RUNNING.replaceAll('$day', day)})`,
    )
  }
  const filter = filterSql(query, values, actorId)
  if (filter) parts.push(filter)
  for (const condition of query.conditions ?? []) parts.push(condition((value) => values.add(value)))
  return { where: parts.join(' AND '), values }
}

/** SQL of one page, for the list and for the test of its plan. */
export function listSql(query: ListQuery, actorId: string): { text: string; values: unknown[] } {
  const { where, values } = conditionOf(query, actorId)
  const limit = values.add(query.limit)
  const offset = values.add(query.offset)
  const text = `SELECT ${HOUSEHOLD_COLUMNS} FROM household WHERE ${where} ORDER BY ${ORDER[query.sort]} LIMIT ${limit} OFFSET ${offset}`
  return { text, values: values.list }
}

/** One page of households. */
export async function listHouseholdRows(tx: Tx, query: ListQuery): Promise<HouseholdRecord[]> {
  const { text, values } = listSql(query, tx.actor.userId)
  return tx.query<HouseholdRecord>(text, values)
}

/** How many households the list has. */
export async function countHouseholdRows(tx: Tx, query: ListQuery): Promise<number> {
  const { where, values } = conditionOf(query, tx.actor.userId)
  const [row] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM household WHERE ${where}`,
    values.list,
  )
  return row?.total ?? 0
}

/** Households granted to the actor, by the database's own rule. */
export async function grantedHouseholds(tx: Tx): Promise<string[]> {
  const [row] = await tx.query<{ ids: string[] }>('SELECT app.granted() AS ids')
  return row?.ids ?? []
}
