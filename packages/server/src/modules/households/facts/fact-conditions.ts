import { fenFromYuan } from '@lastmile/domain'
import { engineValue, type Fact, type Facts } from '@lastmile/rules'
import { factColumn, factTable, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { mayReadFact } from '../access.ts'
import type { Condition } from '../list-conditions.ts'
import { observedFact } from './check-value.ts'

const PART = /^(household|person)\.([a-z][a-z0-9_]*)(<=|>=|=)(.+)$/
/** What stands for "unknown". */
const UNKNOWN = '?'

/** The value as the wide row keeps it. Refuses by name what does not fit the fact. */
function wideValue(fact: Fact, text: string): unknown {
  const given =
    fact.type === 'boolean' && (text === 'true' || text === 'false')
      ? text === 'true'
      : fact.type === 'money' || fact.type === 'integer' || fact.type === 'ratio'
        ? Number(text)
        : text
  const checked = engineValue(fact, given)
  const wide = checked.ok && fact.type === 'money' && typeof given === 'number' ? fenFromYuan(given) : given
  if (!checked.ok || wide === null || Number.isNaN(wide))
    throw new AppError('fact_value_invalid', { fact: fact.name, expected: fact.type })
  return wide
}

function conditionOf(fact: Fact, operator: string, text: string): Condition {
  const column = factColumn(fact.name)
  const now = `SELECT 1 FROM ${factTable(fact)} w WHERE w.household_id = household.id`
  if (text === UNKNOWN) return () => `NOT EXISTS (${now} AND w.${column} IS NOT NULL)`
  if (operator !== '=' && (fact.type === 'boolean' || fact.type === 'enum' || fact.type === 'string'))
    throw new AppError('fact_value_invalid', { fact: fact.name, expected: '=' })
  const value = wideValue(fact, text)
  return (add) => `EXISTS (${now} AND w.${column} ${operator} ${add(value)})`
}

/**
 * Conditions on facts as SQL, joined by `;`: of the household, or of anybody in it. Throws `permission_denied` for a fact
 * that the actor may not read: a list would tell it.
 */
export function factConditions(tx: Tx, facts: Facts, text: string): Condition[] {
  return text.split(';').map((part) => {
    const [, entity, name = '', operator = '', value = ''] = PART.exec(part) ?? []
    const fact = observedFact(facts, entity === 'person' ? 'person' : 'household', name)
    if (!mayReadFact(tx.actor, fact.sensitivity)) throw new AppError('permission_denied')
    return conditionOf(fact, operator, value)
  })
}
