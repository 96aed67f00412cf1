import { legalDateAt } from '@lastmile/domain'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { getHousehold } from '../store/households.ts'
import { writeReceipts } from './write-receipts.ts'

/** A benefit that has begun to arrive at a household. */
export interface ArrivedBenefit {
  readonly householdId: string
  readonly personId?: string | null
  readonly policy: string
  readonly fromDate: string
  readonly amountFen: number | null
}

const SOURCE = { id: 'case-work', name: '个案办结', batchId: null }

/**
 * Writes that a benefit arrives, learned from finished work, whoever finished it. Gaps follow from the event.
 * Nothing new when the same benefit was written before.
 */
export async function recordBenefit(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'events' | 'library'>,
  benefit: ArrivedBenefit,
): Promise<void> {
  const household = await getHousehold(tx, benefit.householdId)
  const per = deps.library.byId.get(benefit.policy)?.versions.at(-1)?.payment?.per ?? 'month'
  const news = await asSystem(tx, household.org_path, () =>
    writeReceipts(tx, SOURCE, [
      {
        householdId: household.id,
        orgPath: household.org_path,
        personId: benefit.personId ?? null,
        policy: benefit.policy,
        amountFen: benefit.amountFen,
        per,
        fromDate: benefit.fromDate,
        toDate: per === 'once' ? benefit.fromDate : null,
        statedOn: legalDateAt(tx.now),
        sourceRow: null,
      },
    ]),
  )
  if (!news[0]) return
  tx.ledger({
    action: 'benefit.record',
    objectKind: 'household',
    objectId: household.id,
    householdId: household.id,
    orgPath: household.org_path,
    data: { policy: benefit.policy, fromDate: benefit.fromDate, amountFen: benefit.amountFen },
  })
  await deps.events.emit(tx, { kind: 'receipts.changed', householdIds: [household.id] })
}
