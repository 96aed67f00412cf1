import { newIdAt } from '@lastmile/domain'
import type { Entity, Fact } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import type { HouseholdDeps } from '../deps.ts'
import { type CheckedValue, checkFactValue, observedFact } from '../facts/check-value.ts'
import { type Contradiction, contradiction, inForceOn, present, type Stated } from '../facts/precedence.ts'
import { DECISION, PEOPLE_AS_SOURCES, rankOf } from '../facts/source-order.ts'
import { type FactRow, factKey, insertFacts, lockHouseholds, readPast } from '../store/facts.ts'
import { followDeaths, setBirthAndSex } from '../store/persons.ts'
import {
  type ConflictRow,
  settleConflicts,
  type TypedTwiceRow,
  writeConflicts,
  writeTypedTwice,
} from '../store/quality.ts'
import { type WidePatch, writeWide } from '../store/write-wide.ts'

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
  readonly rank: number
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
    rank: statement.rank,
  }
}

/** The statement in force that says the very same, or null. */
function sameAgain(past: readonly Stated[], statement: Prepared): Stated | null {
  const { source, validFrom } = statement
  const own = inForceOn(past, validFrom, source.id)
  // Who said something else before, and now says what holds, has changed their word: that is news.
  if (own !== null && own.value !== statement.checked.json) return null
  const known = source.comparedWith === 'own' ? own : inForceOn(past, validFrom)
  return known !== null && known.value === statement.checked.json ? known : null
}

/**
 * A person's choice counts as much as the best of the sources between which it was made: it stands above a register as
 * it was known then, and the register's next word stands above it again.
 */
function rankAmong(past: readonly Stated[], { source, rank }: Prepared): number {
  return source.id === DECISION ? Math.min(rank, ...past.map((stated) => stated.rank)) : rank
}

/** Whether somebody typed what a department's list had brought: one field entered twice. */
function isTypedTwice(statement: Prepared, known: Stated): boolean {
  const people: readonly (string | null)[] = PEOPLE_AS_SOURCES
  // Which protected fact it was would tell by itself.
  if (statement.definition.sensitivity === 'protected') return false
  return people.includes(statement.source.id) && known.sourceId !== null && !people.includes(known.sourceId)
}

function typedTwice(tx: Tx, statement: Prepared, known: Stated): TypedTwiceRow {
  return {
    id: newIdAt(tx.now),
    household_id: statement.householdId,
    org_path: statement.orgPath,
    entity_kind: statement.entity,
    entity_id: statement.entityId,
    fact: statement.fact,
    had_source: known.sourceId ?? '',
    typed_as: statement.source.id,
  }
}

function conflictRow(statement: Prepared, found: Contradiction): ConflictRow {
  return {
    entity_id: statement.entityId,
    fact: statement.fact,
    entity_kind: statement.entity,
    household_id: statement.householdId,
    org_path: statement.orgPath,
    sensitivity: statement.definition.sensitivity,
    wins: found.wins,
    loses: found.loses,
    by_rule: found.byRule,
  }
}

/** Households and persons that the caller's transaction has just written: nothing is on record of them. */
export interface JustMade {
  readonly entities: ReadonlySet<string>
  /** Those whose birth date and sex are settled by an identity number. */
  readonly numbered: ReadonlySet<string>
}

const NOTHING_MADE: JustMade = { entities: new Set(), numbered: new Set() }

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
 * Writes statements: each that is news goes to the past, and into the present wide row when it wins (the source that
 * goes first for the fact, then the newest `valid_from`, then the newest `learned_at`). Contradictions between sources
 * and values typed twice are noted.
 * A constant number of SQL statements, whatever the number of facts: the
 * one path of single records, imports and seeds. Refuses unknown names and values before anything is written.
 */
export async function writeFacts(
  tx: Tx,
  deps: Pick<HouseholdDeps, 'facts' | 'order'>,
  statements: readonly Statement[],
  made: JustMade = NOTHING_MADE,
): Promise<StatementResult[]> {
  if (statements.length === 0) return []
  const prepared = statements.map((statement): Prepared => {
    const definition = observedFact(deps.facts, statement.entity, statement.fact)
    const rank = rankOf(deps.order, statement.entity, statement.fact, statement.source.id)
    return { ...statement, definition, checked: checkFactValue(definition, statement.value), rank }
  })
  await lockHouseholds(
    tx,
    prepared.flatMap(({ householdId }) => (made.entities.has(householdId) ? [] : [householdId])),
  )
  const onRecord = prepared.filter(({ entityId }) => !made.entities.has(entityId))
  const past = await readPast(
    tx,
    [...new Set(onRecord.map((statement) => statement.entityId))],
    [...new Set(onRecord.map((statement) => statement.fact))],
  )
  const rows: FactRow[] = []
  const winners = new Winners()
  const twice: TypedTwiceRow[] = []
  const results = prepared.map((statement, index): StatementResult => {
    const key = factKey(statement.entityId, statement.fact)
    const known = past.get(key) ?? []
    const same = sameAgain(known, statement)
    if (same) {
      if (isTypedTwice(statement, same)) twice.push(typedTwice(tx, statement, same))
      return 'unchanged'
    }
    const ranked = { ...statement, rank: rankAmong(known, statement) }
    const stated: Stated = {
      value: statement.checked.json,
      rank: ranked.rank,
      validFrom: statement.validFrom,
      learnedAt: tx.now.getTime(),
      seq: Number.MAX_SAFE_INTEGER - prepared.length + index,
      sourceId: statement.source.id,
    }
    past.set(key, [...known, stated])
    if (present([...known, stated]) === stated) winners.set(statement)
    rows.push(factRow(tx, ranked))
    return 'recorded'
  })
  const patches = winners.all()
  // Sent one behind the other, so that the database has work while the next is prepared.
  await Promise.all([
    insertFacts(tx, rows),
    writeWide(tx, patches, made.entities),
    setBirthAndSex(
      tx,
      patches.filter(({ entityId }) => !made.numbered.has(entityId)),
    ),
    followDeaths(tx, patches),
    writeTypedTwice(tx, twice),
    noteConflicts(tx, prepared, past),
  ])
  return results
}

/** Notes where the sources of what was stated now contradict each other, and settles where they no longer do. */
async function noteConflicts(
  tx: Tx,
  prepared: readonly Prepared[],
  past: ReadonlyMap<string, readonly Stated[]>,
): Promise<void> {
  const open: ConflictRow[] = []
  const agreed: { entity_id: string; fact: string }[] = []
  const seen = new Set<string>()
  for (const statement of prepared) {
    const key = factKey(statement.entityId, statement.fact)
    const stated = past.get(key) ?? []
    const [first] = stated
    if (seen.has(key) || stated.every(({ sourceId }) => sourceId === first?.sourceId)) continue
    seen.add(key)
    const found = contradiction(stated)
    if (found) open.push(conflictRow(statement, found))
    else agreed.push({ entity_id: statement.entityId, fact: statement.fact })
  }
  await Promise.all([writeConflicts(tx, open), settleConflicts(tx, agreed)])
}
