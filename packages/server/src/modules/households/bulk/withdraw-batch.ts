import { legalDateAt } from '@lastmile/domain'
import type { Entity, Fact } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { checkFactValue, observedFact } from '../facts/check-value.ts'
import { contradiction, present } from '../facts/precedence.ts'
import { factKey, lockHouseholds, readPast, type WidePatch, writeWide } from '../store/facts.ts'
import { touchHouseholds } from '../store/households.ts'
import { followDeaths, setBirthAndSex } from '../store/persons.ts'
import { type ConflictRow, settleConflicts, writeConflicts } from '../store/quality.ts'
import { endOfWithdrawn } from '../store/withdrawn.ts'

interface Gone {
  readonly entity_kind: Entity
  readonly entity_id: string
  readonly household_id: string
  readonly org_path: string
  readonly fact: string
}

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
  const gone = await tx.query<Gone>('SELECT * FROM app.withdraw_statements($1, $2::uuid[], $3)', [
    input.batchId,
    input.householdIds,
    tx.now,
  ])
  const past = await readPast(
    tx,
    [...new Set(gone.map(({ entity_id }) => entity_id))],
    [...new Set(gone.map(({ fact }) => fact))],
  )
  const patches = new Map<string, WidePatch & { values: Map<Fact, boolean | number | string | null> }>()
  const open: ConflictRow[] = []
  for (const row of gone) {
    const definition = observedFact(deps.facts, row.entity_kind, row.fact)
    const stated = past.get(factKey(row.entity_id, row.fact)) ?? []
    const patch = patches.get(row.entity_id) ?? {
      ...{ entity: row.entity_kind, entityId: row.entity_id, householdId: row.household_id },
      ...{ orgPath: row.org_path, values: new Map() },
    }
    patch.values.set(definition, checkFactValue(definition, present(stated)?.value ?? null).wide)
    patches.set(row.entity_id, patch)
    const found = contradiction(stated)
    if (!found) continue
    const { wins, loses, byRule } = found
    open.push({ ...row, sensitivity: definition.sensitivity, wins, loses, by_rule: byRule })
  }
  const all = [...patches.values()]
  await writeWide(tx, all)
  await setBirthAndSex(tx, all)
  await followDeaths(tx, all)
  const contradicted = new Set(open.map(({ entity_id, fact }) => factKey(entity_id, fact)))
  await settleConflicts(
    tx,
    gone.filter(({ entity_id, fact }) => !contradicted.has(factKey(entity_id, fact))),
  )
  await writeConflicts(tx, open)
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
