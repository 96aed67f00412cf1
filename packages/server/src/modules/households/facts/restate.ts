import type { Entity, Fact } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { factKey, readPast } from '../store/facts.ts'
import { followDeaths, setBirthAndSex } from '../store/persons.ts'
import { type ConflictRow, settleConflicts, writeConflicts } from '../store/quality.ts'
import { type WidePatch, writeWide } from '../store/write-wide.ts'
import { checkFactValue, observedFact } from './check-value.ts'
import { contradiction, present } from './precedence.ts'

/** A fact of an entity whose past changed by itself: statements were withdrawn, or came from another record. */
export interface Restated {
  readonly entity_kind: Entity
  readonly entity_id: string
  readonly household_id: string
  readonly org_path: string
  readonly fact: string
}

/** Works out anew what holds at present of some facts, and where their sources contradict each other. */
export async function restateFacts(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts'>,
  restated: readonly Restated[],
): Promise<void> {
  if (restated.length === 0) return
  const past = await readPast(
    tx,
    [...new Set(restated.map(({ entity_id }) => entity_id))],
    [...new Set(restated.map(({ fact }) => fact))],
  )
  const patches = new Map<string, WidePatch & { values: Map<Fact, boolean | number | string | null> }>()
  const open: ConflictRow[] = []
  const agreed: { entity_id: string; fact: string }[] = []
  for (const row of restated) {
    const definition = observedFact(deps.facts, row.entity_kind, row.fact)
    const stated = past.get(factKey(row.entity_id, row.fact)) ?? []
    const patch = patches.get(row.entity_id) ?? {
      ...{ entity: row.entity_kind, entityId: row.entity_id, householdId: row.household_id },
      ...{ orgPath: row.org_path, values: new Map() },
    }
    patch.values.set(definition, checkFactValue(definition, present(stated)?.value ?? null).wide)
    patches.set(row.entity_id, patch)
    const found = contradiction(stated)
    if (!found) agreed.push({ entity_id: row.entity_id, fact: row.fact })
    else {
      const { wins, loses, byRule } = found
      open.push({ ...row, sensitivity: definition.sensitivity, wins, loses, by_rule: byRule })
    }
  }
  const all = [...patches.values()]
  await writeWide(tx, all)
  await setBirthAndSex(tx, all)
  await followDeaths(tx, all)
  await settleConflicts(tx, agreed)
  await writeConflicts(tx, open)
}
