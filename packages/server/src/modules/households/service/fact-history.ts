import { nearest } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffByIds } from '../../identity/index.ts'
import { mayReadFact } from '../access.ts'
import type { HouseholdDeps } from '../deps.ts'
import { type FactView, presentFacts } from '../facts/present-facts.ts'
import { getHousehold } from '../store/households.ts'
import { factHistoryRows } from '../store/read-facts.ts'

/** The past of one fact, the present value first: every value with its source, its day and the day we learned it. */
export async function factHistory(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts'>,
  input: { readonly id: string; readonly fact: string; readonly entityId: string },
): Promise<FactView[]> {
  const household = await getHousehold(tx, input.id)
  const definitions = deps.facts.all.filter((fact) => fact.name === input.fact && fact.derived === undefined)
  if (definitions.length === 0) {
    const names = deps.facts.all.map((fact) => fact.name)
    throw new AppError('fact_unknown', { fact: input.fact, nearest: nearest(input.fact, names) ?? '?' })
  }
  const rows = await factHistoryRows(tx, household.id, input.entityId, input.fact)
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.recorded_by),
  )
  return presentFacts(
    rows.filter((row) => mayReadFact(tx.actor, row.sensitivity)),
    staff,
  )
}
