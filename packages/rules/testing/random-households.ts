import type { Row, Value } from '../src/backends/frame.ts'
import type { Entity, Fact } from '../src/facts/dictionary.ts'
import type { Library } from '../src/library/library.ts'
import type { Household } from '../src/screening/household.ts'

/** A random number from 0 to 1 (not included) that a seed fixes: Mulberry32, public domain, T. Ettinger 2017. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Households with any fact of the dictionary, one in ten unknown, money often at or one fen beside a multiple of a figure of the library.
 * `wide` lets some amounts go beyond 32 bits.
 */
export function randomHouseholds(library: Library, count: number, seed: number, wide = false): Household[] {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const amounts = library.policies.flatMap((policy) =>
    [...policy.figures.values()].flatMap(({ document }) =>
      document.type === 'money' ? document.values.map(({ value }) => Math.round(value * 100)) : [],
    ),
  )
  const value = (fact: Fact): Value => {
    if (random() < 0.1) return null
    const { min = 0, max } = fact
    switch (fact.type) {
      case 'boolean':
        return random() < 0.6
      case 'enum':
        return pick(fact.values ?? []).value
      case 'date':
        return (
          (1930 + Math.floor(random() * 97)) * 10000 +
          (1 + Math.floor(random() * 12)) * 100 +
          1 +
          Math.floor(random() * 28)
        )
      case 'integer':
        return Math.floor(min + random() * Math.min((max ?? 200) - min + 1, 200))
      case 'ratio':
        return Math.floor(random() * 20_000)
      case 'money': {
        if (wide && random() < 0.02) return 3_000_000_000 + Math.floor(random() * 1e9)
        const near = pick(amounts) * (1 + Math.floor(random() * 5)) + Math.floor(random() * 3) - 1
        const some = random() < 0.5 ? near : Math.floor(random() * 3_000_000)
        return Math.max(0, Math.min(some, (max ?? 1e9) * 100))
      }
      case 'string':
        return null
    }
  }
  const row = (entity: Entity): Row => {
    const facts = [...library.facts[entity].values()].filter((fact) => fact.derived === undefined)
    return Object.fromEntries(facts.map((fact) => [fact.name, value(fact)]))
  }
  return Array.from({ length: count }, () => ({
    facts: row('household'),
    members: Array.from({ length: 1 + Math.floor(random() * 5) }, (_, place) => ({
      id: `m${place + 1}`,
      facts: row('person'),
    })),
  }))
}
