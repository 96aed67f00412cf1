import { legalDateAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { type Restated, restateFacts } from '../facts/restate.ts'
import { lockHouseholds } from '../store/facts.ts'
import { touchHouseholds } from '../store/households.ts'
import { endOfWithdrawn } from '../store/withdrawn.ts'

/** What of a batch is to be withdrawn, and what it had made. */
export interface WithdrawBatch {
  readonly batchId: string
  readonly householdIds: readonly string[]
  /** Persons that the batch brought into being in these households. */
  readonly madePersonIds: readonly string[]
}

/**
 * Takes back what a batch said of some households: its statements hold nothing from now on, each fact falls back to
 * what was stated before or by others, benefits that it ended run on, and persons of whom nobody else has spoken leave.
 * The past keeps all of it. One ledger entry a household; the caller tells the modules above.
 * @returns the households of which anything changed.
 */
export async function withdrawBatch(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts'>,
  input: WithdrawBatch,
): Promise<string[]> {
  await lockHouseholds(tx, input.householdIds)
  const gone = await tx.query<Restated>('SELECT * FROM app.withdraw_statements($1, $2::uuid[], $3)', [
    input.batchId,
    input.householdIds,
    tx.now,
  ])
  await restateFacts(tx, deps, gone)
  await endOfWithdrawn(tx, input.madePersonIds, legalDateAt(tx.now))
  const facts = Map.groupBy(gone, ({ household_id }) => household_id)
  await touchHouseholds(tx, input.householdIds)
  const places = await tx.query<{ id: string; org_path: string }>(
    'SELECT id, org_path FROM household WHERE id = ANY ($1::uuid[])',
    [input.householdIds],
  )
  for (const { id, org_path } of places) {
    tx.ledger({
      action: 'import.withdrawn',
      objectKind: 'household',
      objectId: id,
      householdId: id,
      orgPath: org_path,
      data: { batch: input.batchId, facts: facts.get(id)?.length ?? 0 },
    })
  }
  return places.map(({ id }) => id)
}
