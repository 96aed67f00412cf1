import {
  type AskedFact,
  type Fact,
  type Facts,
  factsAsked,
  type Household,
  type Signals,
} from '@lastmile/rules'

/** What the rules of a district read of a household. */
export interface WhatRulesRead {
  readonly asked: readonly AskedFact[]
  /** The part of the dictionary that is read, so that nothing else is fetched. */
  readonly facts: Facts
  /** Of a household, what one rule reads: with this it can be evaluated again. */
  partFor(rule: string, household: Household): Household
}

const made = new WeakMap<Signals, WhatRulesRead>()

/** Worked out once for a set of rules. */
export function whatRulesRead(signals: Signals, facts: Facts): WhatRulesRead {
  const before = made.get(signals)
  if (before) return before
  const asked = factsAsked(signals.rules)
  const wanted = new Set(asked.map(({ entity, base }) => `${entity}.${base}`))
  const all = facts.all.filter((fact) => wanted.has(`${fact.entity}.${fact.name}`))
  const mapOf = (entity: Fact['entity']) =>
    new Map(all.filter((fact) => fact.entity === entity).map((fact) => [fact.name, fact] as const))
  const byRule = new Map(
    signals.rules.map((rule) => {
      const own = factsAsked([rule])
      const names = (entity: Fact['entity']) =>
        new Set(own.filter((one) => one.entity === entity).map(({ name }) => name))
      return [rule.id, { household: names('household'), person: names('person') }] as const
    }),
  )
  const result: WhatRulesRead = {
    asked,
    facts: { all, household: mapOf('household'), person: mapOf('person') },
    partFor: (rule, household) => {
      const own = byRule.get(rule)
      if (!own) return household
      return {
        facts: only(household.facts, own.household),
        members: household.members.map(({ id, relation, facts: values }) => ({
          id,
          ...(relation === undefined ? {} : { relation }),
          facts: only(values, own.person),
        })),
      }
    },
  }
  made.set(signals, result)
  return result
}

function only(values: Household['facts'], names: ReadonlySet<string>): Household['facts'] {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))
}
