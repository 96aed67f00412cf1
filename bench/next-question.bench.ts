import { join } from 'node:path'
import { generateHouseholds, hashSeed, householdLine, NO_ERRORS, Rng, STREAMS } from '@lastmile/population'
import { readOrgFile } from '@lastmile/population/node'
import {
  decideHousehold,
  type Fact,
  type Household,
  type Library,
  type PolicyResult,
  readHousehold,
  screenHousehold,
} from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { type Bench, type Measured, summarise } from './frame/bench.ts'

const ROOT = join(import.meta.dirname, '..')
const DAY = '2026-11-24'
const HOUSEHOLDS = 200
/** What the synthetic district knows nothing of is filled in: rare things hold for so many. */
const RARE = 0.03
const LIST = 10

/** What is asked at once: a fact of the household or of all members, or a list of facts to tick. */
type Question = readonly Fact[]
type State = { readonly household: Household; readonly open: ReadonlyMap<string, PolicyResult> }
type Strategy = (state: State) => Question

const bench: Bench = {
  title: `Questions until every policy is decided, ${HOUSEHOLDS} synthetic households of which nothing is known but their members`,
  async run(say) {
    const library = readLibrary(ROOT)
    const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
    const rng = Rng.for(hashSeed('next question'), 0, STREAMS.record)
    const truths = [...generateHouseholds({ seed: 'bench', count: HOUSEHOLDS, org, errors: NO_ERRORS })].map(
      (one) => completed(library, readHousehold(library.facts, JSON.parse(householdLine(one))), rng),
    )
    const facts = library.facts.all.filter((fact) => fact.derived === undefined)

    say('fixed order, one fact after the other')
    const fixed = measured(library, truths, ({ open }) => {
      const needed = neededFacts(library, open)
      return facts.filter((fact) => needed.has(fact)).slice(0, 1)
    })
    say('fixed order, facts that can be ticked in lists')
    const listed = measured(library, truths, ({ open }) => {
      const needed = neededFacts(library, open)
      const [first, ...rest] = facts.filter((fact) => needed.has(fact))
      if (!first || !isTicked(first)) return first ? [first] : []
      return [first, ...rest.filter(isTicked)].slice(0, LIST)
    })
    say('the next best question')
    const best = measured(library, truths, ({ household, open }) => {
      const { nextQuestion: next } = screenHousehold(library, household, DAY, { policies: [...open.keys()] })
      return (next?.list ?? (next ? [next] : [])).flatMap(
        ({ fact, entity }) => library.facts[entity].get(fact) ?? [],
      )
    })

    const whole = facts.length
    return [
      {
        what: 'questions, mean',
        value: best.mean,
        unit: 'questions',
        peer: { name: 'fixed order, skipping what no longer matters', value: fixed.mean },
      },
      {
        what: 'questions, middle',
        value: best.median,
        unit: 'questions',
        peer: { name: 'fixed order, skipping what no longer matters', value: fixed.median },
        limit: { atMost: 12 },
      },
      { what: 'questions, slowest twentieth', value: best.p95, unit: 'questions' },
      {
        what: 'share of the questions of fixed order',
        value: (100 * best.mean) / fixed.mean,
        unit: '%',
        limit: { atMost: 40 },
      },
      {
        what: `the same against fixed order with the same lists of ${LIST}`,
        value: (100 * best.mean) / listed.mean,
        unit: '%',
        peer: { name: 'fixed order with lists, mean questions', value: listed.mean },
      },
      {
        what: `facts asked for (lines of lists counted), of ${whole}`,
        value: best.lines,
        unit: 'facts',
        peer: { name: 'fixed order', value: fixed.lines },
      },
      {
        what: 'conclusions that differ from the whole record',
        value: best.wrong + fixed.wrong + listed.wrong,
        unit: 'policies',
        limit: { atMost: 0 },
      },
    ] satisfies Measured[]
  },
}

export default bench

function isTicked({ type, values = [] }: Fact): boolean {
  return type === 'boolean' || (type === 'enum' && values.some(({ value }) => value === 'none'))
}

function neededFacts(library: Library, open: State['open']): Set<Fact> {
  return new Set(
    [...open.values()].flatMap(({ missing }) =>
      missing.flatMap(({ entity, fact }) => library.facts[entity].get(fact) ?? []),
    ),
  )
}

/** Asks every household to the end by a strategy. A policy is looked at anew only when it waited for what was asked. */
function measured(library: Library, truths: readonly Household[], strategy: Strategy) {
  const counts: number[] = []
  let [lines, wrong] = [0, 0]
  for (const truth of truths) {
    let household: Household = { facts: {}, members: truth.members.map(({ id }) => ({ id, facts: {} })) }
    const outcomes = new Map<string, PolicyResult>()
    const look = (policies?: readonly string[]) => {
      const { results } = screenHousehold(library, household, DAY, {
        ask: false,
        ...(policies ? { policies } : {}),
      })
      for (const result of results) outcomes.set(result.policy, result)
    }
    look()
    let count = 0
    for (;;) {
      const open = new Map(
        [...outcomes].filter(([, { outcome, missing }]) => outcome === 'unknown' && missing.length > 0),
      )
      const question = open.size === 0 ? [] : strategy({ household, open })
      if (question.length === 0) break
      count++
      lines += question.length
      household = answered(household, truth, question)
      const waited = [...open].filter(([, { missing }]) =>
        missing.some(({ entity, fact }) =>
          question.some((one) => one.entity === entity && one.name === fact),
        ),
      )
      look(waited.map(([policy]) => policy))
    }
    counts.push(count)
    const whole = new Map(decideHousehold(library, truth, DAY).map((one) => [one.policy, one.outcome]))
    for (const { policy, outcome } of outcomes.values())
      if (outcome !== (whole.get(policy) ?? outcome)) wrong++
  }
  const sum = counts.reduce((a, b) => a + b, 0)
  const { median, p95 } = summarise(counts)
  return { mean: sum / counts.length, median, p95, lines: lines / counts.length, wrong }
}

function answered(household: Household, truth: Household, question: Question): Household {
  const taken = (row: Household['facts'], from: Household['facts'], entity: string) => ({
    ...row,
    ...Object.fromEntries(
      question.filter((fact) => fact.entity === entity).map(({ name }) => [name, from[name] ?? null]),
    ),
  })
  return {
    facts: taken(household.facts, truth.facts, 'household'),
    members: household.members.map((member, place) => ({
      ...member,
      facts: taken(member.facts, truth.members[place]?.facts ?? {}, 'person'),
    })),
  }
}

/** A record in which everything is known: what the synthetic district leaves open is filled in, rare things rarely. */
function completed(library: Library, household: Household, rng: Rng): Household {
  const row = (facts: Household['facts'], entity: 'household' | 'person') => {
    const empty = [...library.facts[entity].values()].filter(
      (fact) => fact.derived === undefined && (facts[fact.name] ?? null) === null,
    )
    return { ...facts, ...Object.fromEntries(empty.map((fact) => [fact.name, drawn(fact, rng)])) }
  }
  return {
    facts: row(household.facts, 'household'),
    members: household.members.map((member) => ({ ...member, facts: row(member.facts, 'person') })),
  }
}

function drawn(fact: Fact, rng: Rng): boolean | number | string | null {
  switch (fact.type) {
    case 'boolean':
      return rng.chance(RARE)
    case 'enum': {
      const words = (fact.values ?? []).map(({ value }) => value)
      return words.includes('none') && !rng.chance(RARE) ? 'none' : rng.pick(words)
    }
    case 'date':
      return 20_000_101 + rng.between(0, 19) * 10_000
    case 'string':
      return null
    default: {
      const scale = fact.type === 'integer' ? 1 : 100
      const value = rng.chance(0.7) ? 0 : rng.between(0, 24)
      return Math.min(Math.max(fact.min ?? 0, value), fact.max ?? value) * scale
    }
  }
}
