import { newIdAt } from '@lastmile/domain'
import type { Entity, Fact } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { type CheckedValue, checkFactValue, observedFact } from '../facts/check-value.ts'
import { inForceOn, present, type Stated } from '../facts/precedence.ts'
import {
  type FactRow,
  factKey,
  insertFacts,
  lockHouseholds,
  readPast,
  type WidePatch,
  writeWide,
} from '../store/facts.ts'
import { followDeaths, setBirthAndSex } from '../store/persons.ts'

/** Where a statement comes from. */
export interface FactSource {
  readonly kind: 'import' | 'visit' | 'staff' | 'resident' | 'synthetic'
  readonly name: string
  readonly id: string
  readonly batchId: string | null
  /**
   * With what a statement is compared to be "the same again": with all that is known for the day, or with this
   * source's own last statement only (a roster that repeats itself is no news, whatever a visit found meanwhile).
   */
  readonly comparedWith: 'everything' | 'own'
}

/** One value of one fact, stated of one household or person. */
export interface Statement {
  readonly entity: Entity
  readonly entityId: string
  readonly householdId: string
  readonly orgPath: string
  readonly fact: string
  readonly value: unknown
  readonly validFrom: string
  readonly source: FactSource
  readonly sourceRow: number | null
}

/** What became of each statement, in the order given. */
export type StatementResult = 'recorded' | 'unchanged'

interface Prepared extends Statement {
  readonly definition: Fact
  readonly checked: CheckedValue
}

function factRow(tx: Tx, statement: Prepared): FactRow {
  return {
    id: newIdAt(tx.now),
    entity_kind: statement.entity,
    entity_id: statement.entityId,
    household_id: statement.householdId,
    org_path: statement.orgPath,
    fact: statement.fact,
    value: statement.checked.json,
    sensitivity: statement.definition.sensitivity,
    source_kind: statement.source.kind,
    source_name: statement.source.name,
    source_id: statement.source.id,
    batch_id: statement.source.batchId,
    source_row: statement.sourceRow,
    valid_from: statement.validFrom,
    learned_at: tx.now.toISOString(),
    recorded_by: tx.actor.userId || null,
  }
}

function isSameAgain(past: readonly Stated[], statement: Prepared): boolean {
  const { source, validFrom } = statement
  const known = inForceOn(past, validFrom, source.comparedWith === 'own' ? source.id : undefined)
  return known !== null && known.value === statement.checked.json
}

/** Collects the winners of a batch per entity. */
class Winners {
  readonly #patches = new Map<string, WidePatch & { values: Map<Fact, CheckedValue['wide']> }>()

  set(statement: Prepared): void {
    const known = this.#patches.get(statement.entityId) ?? {
      entity: statement.entity,
      entityId: statement.entityId,
      householdId: statement.householdId,
      orgPath: statement.orgPath,
      values: new Map(),
    }
    known.values.set(statement.definition, statement.checked.wide)
    this.#patches.set(statement.entityId, known)
  }

  all(): WidePatch[] {
    return [...this.#patches.values()]
  }
}

/**
 * Writes statements: each that is news goes to the past, and into the present wide row when it wins (newest
 * `valid_from`, then newest `learned_at`). A constant number of SQL statements, whatever the number of facts: the
 * one path of single records, imports and seeds. Refuses unknown names and values before anything is written.
 */
export async function writeFacts(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts'>,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  if (statements.length === 0) return []
  const prepared = statements.map((statement): Prepared => {
    const definition = observedFact(deps.facts, statement.entity, statement.fact)
    return { ...statement, definition, checked: checkFactValue(definition, statement.value) }
  })
  await lockHouseholds(
    tx,
    prepared.map((statement) => statement.householdId),
  )
  const past = await readPast(
    tx,
    [...new Set(prepared.map((statement) => statement.entityId))],
    [...new Set(prepared.map((statement) => statement.fact))],
  )
  const rows: FactRow[] = []
  const winners = new Winners()
  const results = prepared.map((statement, index): StatementResult => {
    const key = factKey(statement.entityId, statement.fact)
    const known = past.get(key) ?? []
    if (isSameAgain(known, statement)) return 'unchanged'
    const stated: Stated = {
      value: statement.checked.json,
      validFrom: statement.validFrom,
      learnedAt: tx.now.getTime(),
      seq: Number.MAX_SAFE_INTEGER - prepared.length + index,
      sourceId: statement.source.id,
    }
    past.set(key, [...known, stated])
    if (present([...known, stated]) === stated) winners.set(statement)
    rows.push(factRow(tx, statement))
    return 'recorded'
  })
  await insertFacts(tx, rows)
  const patches = winners.all()
  await writeWide(tx, patches)
  await setBirthAndSex(tx, patches)
  await followDeaths(tx, patches)
  return results
}
