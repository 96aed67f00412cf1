import type { Entity, Fact } from '@lastmile/rules'
import { factColumn, factTable, type Tx } from '../../../platform/db/index.ts'

/** A wide row as it is stored: money in fen, days as text; keys `f_<fact>`. */
export type WideRow = Readonly<Record<string, boolean | number | string | null>>

function columnsOf(facts: readonly Fact[], entity: Entity, wantProtected: boolean, alias: string): string {
  const columns = facts
    .filter((fact) => fact.entity === entity && fact.derived === undefined)
    .filter((fact) => (fact.sensitivity === 'protected') === wantProtected)
    .map((fact) => `${alias}.${factColumn(fact.name)}`)
  return columns.map((column) => `, ${column}`).join('')
}

/**
 * Present facts of some households, protected ones beside the others where row-level security shows them.
 * @param facts the observed facts that are wanted.
 */
export async function wideHouseholds(
  tx: Tx,
  facts: readonly Fact[],
  householdIds: readonly string[],
): Promise<(WideRow & { readonly household_id: string })[]> {
  const guarded = factTable({ entity: 'household', sensitivity: 'protected' })
  const ordinary = factTable({ entity: 'household', sensitivity: 'ordinary' })
  return tx.query(
    `SELECT h.id AS household_id${columnsOf(facts, 'household', false, 'o')}${columnsOf(facts, 'household', true, 'g')}
     FROM household h LEFT JOIN ${ordinary} o ON o.household_id = h.id LEFT JOIN ${guarded} g ON g.household_id = h.id
     WHERE h.id = ANY ($1::uuid[])`,
    [householdIds],
  )
}

/** Present facts of the living members of some households on a day, the head first. */
export async function wideMembers(
  tx: Tx,
  facts: readonly Fact[],
  householdIds: readonly string[],
  day: string,
): Promise<
  (WideRow & {
    readonly household_id: string
    readonly person_id: string
    readonly name: string
    readonly relation: string
  })[]
> {
  const guarded = factTable({ entity: 'person', sensitivity: 'protected' })
  const ordinary = factTable({ entity: 'person', sensitivity: 'ordinary' })
  return tx.query(
    `SELECT m.household_id, p.id AS person_id, p.name, m.relation${columnsOf(facts, 'person', false, 'o')}${columnsOf(facts, 'person', true, 'g')}
     FROM membership m JOIN person p ON p.id = m.person_id
     LEFT JOIN ${ordinary} o ON o.person_id = p.id LEFT JOIN ${guarded} g ON g.person_id = p.id
     WHERE m.household_id = ANY ($1::uuid[]) AND m.from_date <= $2 AND (m.to_date IS NULL OR m.to_date > $2)
       AND (p.deceased_on IS NULL OR p.deceased_on > $2)
     ORDER BY m.household_id, (m.relation <> 'head'), p.birth_date NULLS LAST, p.id`,
    [householdIds, day],
  )
}
