import type { EffectHousehold } from '@lastmile/contract'
import { legalDateAt, scopeRange } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads, readOpenReceipts } from '../../households/index.ts'
import { unitNames } from '../../identity/index.ts'
import { effectHouseholds } from '../../policies/index.ts'

/** One page of the households behind a figure of the effect, within the actor's scope, most money first. */
export async function listEffectHouseholds(
  tx: Tx,
  input: {
    readonly policy: string
    readonly kind: 'entitled' | 'confirmed'
    readonly under?: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ items: z.infer<typeof EffectHousehold>[]; total: number }> {
  const { under = tx.actor.orgPath, ...asked } = input
  const { rows, total } = await effectHouseholds(tx, { ...asked, ...scopeRange(under) })
  const ids = rows.map((row) => row.household_id)
  const heads = await householdHeads(tx, ids)
  const receipts = await readOpenReceipts(tx, ids, legalDateAt(tx.now))
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  return {
    total,
    items: rows.map((row) => ({
      householdId: row.household_id,
      headName: heads.get(row.household_id)?.headName ?? '',
      orgName: units.get(row.org_path) ?? '',
      amountFen: row.amount_fen,
      per: row.per,
      receives: (receipts.get(row.household_id) ?? []).some(({ policy }) => policy === input.policy),
      gap: row.gap,
      confirmedOn: row.confirmed_on,
    })),
  }
}
