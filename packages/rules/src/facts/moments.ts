import type { Entity, Fact, Facts } from './dictionary.ts'

/** The furthest that a rule may look back: what is asked for is read from the past of each fact. */
export const MOST_DAYS_BACK = 1100

const made = new WeakMap<Fact, Map<number, Fact>>()

/**
 * A fact as the record held it so many days ago is a fact of its own, `monthly_wage@90`, so that every back end evaluates it
 * as it evaluates any other. Absent is unknown, as always.
 */
export function factBefore(fact: Fact, days: number): Fact {
  const moments = made.get(fact) ?? new Map<number, Fact>()
  made.set(fact, moments)
  const known = moments.get(days)
  if (known) return known
  const fresh: Fact = {
    ...fact,
    name: `${fact.name}@${days}`,
    label: { zh: `${days} 天前的${fact.label.zh}`, en: `${fact.label.en} ${days} days ago` },
    ...(fact.question
      ? { question: { zh: `${days} 天前：${fact.question.zh}`, en: `${days} days ago: ${fact.question.en}` } }
      : {}),
  }
  moments.set(days, fresh)
  return fresh
}

/** The fact itself and the days back of a name such as `monthly_wage@90`; 0 for a fact as it is now. */
export function momentOf(name: string): { readonly base: string; readonly daysBack: number } {
  const [, base, days] = /^([^@]+)@([1-9]\d{0,3})$/.exec(name) ?? []
  const back = Number(days)
  return base !== undefined && back <= MOST_DAYS_BACK ? { base, daysBack: back } : { base: name, daysBack: 0 }
}

/** A fact by its name, also at an earlier day (`monthly_wage@90`); a derived fact has no past of its own. */
export function factNamed(facts: Facts, entity: Entity, name: string): Fact | undefined {
  const { base, daysBack } = momentOf(name)
  const fact = facts[entity].get(base)
  if (!fact || daysBack === 0) return fact
  return fact.derived === undefined ? factBefore(fact, daysBack) : undefined
}
