import { legalDateAt } from '@lastmile/domain'
import type { Entity } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { checkMayRecord } from '../access.ts'
import type { HouseholdDeps } from '../deps.ts'
import { observedFact } from '../facts/check-value.ts'
import { DECISION } from '../facts/source-order.ts'
import { type HouseholdRecord, lockHouseholdList, touchHouseholds } from '../store/households.ts'
import { type PersonRecord, personsOf } from '../store/persons.ts'
import { type FactSource, type Statement, type StatementResult, writeFacts } from './write-facts.ts'

/** What was seen or told at one household. */
export interface RecordedFacts {
  readonly id: string
  readonly sourceKind: 'visit' | 'staff' | 'resident'
  /** A choice between what several sources say: it stands above all of them as they are now. */
  readonly decides?: boolean
  readonly facts: readonly {
    readonly entityKind: Entity
    readonly entityId: string
    readonly fact: string
    readonly value?: unknown
    readonly validFrom: string
  }[]
}

export interface RecordedCount {
  readonly recorded: number
  readonly unchanged: number
}

const SOURCE_NAMES = { visit: '入户走访', staff: '工作人员登记', resident: '居民自述' } as const

function sourceOf(kind: RecordedFacts['sourceKind'], decides: boolean): FactSource {
  if (decides) return { kind, name: '核对后定下', id: DECISION, batchId: null, comparedWith: 'everything' }
  return { kind, name: SOURCE_NAMES[kind], id: kind, batchId: null, comparedWith: 'everything' }
}

/** Records what was seen or told at a household; one ledger entry, whatever the number of facts. */
export async function recordFacts(tx: Tx, deps: HouseholdDeps, input: RecordedFacts): Promise<RecordedCount> {
  const [count] = await recordFactsOfMany(tx, deps, [input])
  return count ?? { recorded: 0, unchanged: 0 }
}

/**
 * As `recordFacts` for many households at once, with the same rows and the same entries in the ledger, in a number
 * of statements that does not grow with the households.
 */
export async function recordFactsOfMany(
  tx: Tx,
  deps: HouseholdDeps,
  inputs: readonly RecordedFacts[],
): Promise<RecordedCount[]> {
  const ids = inputs.map((input) => input.id)
  const households = await lockHouseholdList(tx, ids)
  const persons = await personsOf(tx, ids)
  const statements = inputs.map((input) => {
    const household = households.get(input.id)
    if (!household) throw new AppError('not_found')
    return statementsOf(tx, deps, input, household, persons)
  })
  const results = await writeFacts(tx, deps, statements.flat())
  const counts: RecordedCount[] = []
  let at = 0
  for (const own of statements) {
    const outcome = results.slice(at, at + own.length)
    at += own.length
    counts.push(tell(tx, deps, own, outcome))
  }
  const changed = ids.filter((_, index) => (counts[index]?.recorded ?? 0) > 0)
  if (changed.length > 0) {
    await touchHouseholds(tx, changed)
    await deps.events.emit(tx, { kind: 'facts.changed', householdIds: changed })
  }
  return counts
}

function statementsOf(
  tx: Tx,
  deps: HouseholdDeps,
  input: RecordedFacts,
  household: HouseholdRecord,
  persons: ReadonlyMap<string, PersonRecord>,
): Statement[] {
  if (household.status !== 'active')
    throw new AppError('action_not_possible', { state: household.status, action: 'record_facts' })
  const today = legalDateAt(tx.now)
  const source = sourceOf(input.sourceKind, input.decides === true)
  const seen = new Set<string>()
  checkMayRecord(
    tx.actor,
    input.facts.map((stated) => observedFact(deps.facts, stated.entityKind, stated.fact)),
  )
  return input.facts.map((stated): Statement => {
    const key = `${stated.entityId} ${stated.fact} ${stated.validFrom}`
    if (seen.has(key)) throw new AppError('fact_stated_twice', { fact: stated.fact })
    seen.add(key)
    if (stated.validFrom > today)
      throw new AppError('fact_in_future', { fact: stated.fact, day: stated.validFrom })
    checkBelongs(stated, household, persons.get(stated.entityId))
    return {
      entity: stated.entityKind,
      entityId: stated.entityId,
      householdId: household.id,
      orgPath: household.org_path,
      fact: stated.fact,
      value: stated.value ?? null,
      validFrom: stated.validFrom,
      source,
      sourceRow: null,
    }
  })
}

function checkBelongs(
  stated: RecordedFacts['facts'][number],
  household: HouseholdRecord,
  person: PersonRecord | undefined,
): void {
  if (stated.entityKind === 'household') {
    if (stated.entityId !== household.id) throw new AppError('not_found')
    return
  }
  if (!person || person.household_id !== household.id) throw new AppError('not_found')
  if (!person.has_number) return
  if (stated.fact === 'birth_date' && stated.value !== person.birth_date)
    throw new AppError('id_number_contradicts', { field: '出生日期 / birth date' })
  if (stated.fact === 'sex' && stated.value !== person.sex)
    throw new AppError('id_number_contradicts', { field: '性别 / sex' })
}

/** Writes the ledger entry of one household, also when all was as known: somebody looked. Names of protected facts would tell by themselves: they are counted only. */
function tell(
  tx: Tx,
  deps: HouseholdDeps,
  statements: readonly Statement[],
  results: readonly StatementResult[],
): RecordedCount {
  const news = statements.filter((_, index) => results[index] === 'recorded')
  const count = { recorded: news.length, unchanged: statements.length - news.length }
  const [first] = statements
  if (!first) return count
  const named = (sensitivity: string) => [
    ...new Set(
      news
        .filter(({ entity, fact }) => deps.facts[entity].get(fact)?.sensitivity === sensitivity)
        .map(({ entity, fact }) => `${entity}.${fact}`),
    ),
  ]
  tx.ledger({
    action: 'fact.record',
    objectKind: 'household',
    objectId: first.householdId,
    householdId: first.householdId,
    orgPath: first.orgPath,
    data: {
      ...count,
      source: first.source.kind,
      facts: named('ordinary'),
      sensitive: named('sensitive'),
      protected: named('protected').length,
    },
  })
  return count
}
