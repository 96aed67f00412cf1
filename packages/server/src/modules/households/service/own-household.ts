import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'

/** A resident's own household: what it may see of itself without a member of staff. */
export interface OwnHousehold {
  readonly id: string
  readonly no: string
  readonly headName: string
  readonly advisorId: string | null
  readonly members: readonly { readonly name: string; readonly relation: string }[]
  readonly receiving: readonly {
    readonly policy: string
    readonly amountFen: number | null
    readonly per: string
  }[]
}

/** The household granted to the resident of this transaction, or null. Row-level security shows no other. */
export async function ownHousehold(tx: Tx): Promise<OwnHousehold | null> {
  const [household] = await tx.query<{
    id: string
    no: string
    head_name: string
    advisor_id: string | null
  }>('SELECT id, no, head_name, advisor_id FROM household ORDER BY updated_at DESC LIMIT 1')
  if (!household) return null
  const members = await tx.query<{ name: string; relation: string }>(
    `SELECT p.name, m.relation FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.household_id = $1 AND m.to_date IS NULL ORDER BY (m.relation = 'head') DESC, p.birth_date`,
    [household.id],
  )
  const receipts = await tx.query<{ policy: string; amount_fen: string | null; per: string }>(
    `SELECT policy, amount_fen, per FROM benefit_receipt
     WHERE household_id = $1 AND (to_date IS NULL OR to_date >= $2::date) ORDER BY policy`,
    [household.id, legalDateAt(tx.now)],
  )
  return {
    id: household.id,
    no: household.no,
    headName: household.head_name,
    advisorId: household.advisor_id,
    members,
    receiving: receipts.map((row) => ({
      policy: row.policy,
      amountFen: row.amount_fen === null ? null : Number(row.amount_fen),
      per: row.per,
    })),
  }
}
