import { join } from 'node:path'
import { generateHouseholds, householdLine } from '@lastmile/population'
import { readOrgFile } from '@lastmile/population/node'
import {
  closureDecider,
  type Decider,
  decideHousehold,
  emittedDecider,
  type Fact,
  type Household,
  type Library,
  readHousehold,
} from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { rulesOn } from '@lastmile/rules/population'
import { type Bench, type Measured, spent } from './frame/bench.ts'
import { type Answer, type Case, type Peer, peersOver } from './peers/engines.ts'

const ROOT = join(import.meta.dirname, '..')
const DAY = '2026-06-30'
const TODAY = 20260630
const HOUSEHOLDS = 200
/** Cases whose answers are compared. */
const COMPARED = 150
/** Share of facts that nobody has asked for yet. */
const MISSING = 0.07
/** A peer and ours take turns, so that whatever else the machine does falls on both. */
const ROUNDS = 4
const ROUND_MS = 150
const AIMS = {
  emitted: { 'zen-engine': 300, 'json-logic-engine': 25 },
  closures: { 'zen-engine': 30, 'json-logic-engine interpreted': 3 },
}

const bench: Bench = {
  title: `Single households by the rules of ${DAY}, said in each peer’s own language from the same checked trees`,
  async run(say) {
    const library = readLibrary(ROOT)
    const random = randomFrom(11)
    const whole = syntheticHouseholds(library).map((one) => filled(library, one, random))
    const thin = whole.map((one) => thinned(one, random))
    const rows: Measured[] = []
    for (const entity of ['person', 'household'] as const) {
      const rules = rulesOn(library, DAY).filter(({ policy }) => policy.document.entity === entity)
      for (const peer of await peersOver(rules, TODAY)) {
        const policies = peer.rules.map((place) => rules[place]?.policy.id ?? '')
        say(`${peer.name}: ${policies.length} of ${rules.length} rules of a ${entity}`)
        if (policies.length === 0) continue
        rows.push(...(await compared(peer, library, policies, entity, whole, thin)))
      }
    }
    return rows
  },
}

export default bench

async function compared(
  peer: Peer,
  library: Library,
  policies: readonly string[],
  entity: Fact['entity'],
  whole: readonly Household[],
  thin: readonly Household[],
): Promise<Measured[]> {
  const about = `${policies.length} rules of a ${entity}`
  // Right is what the rules say: `decideHousehold` is held against the exact reference evaluator by the property tests.
  const wrongWith = async (households: readonly Household[]) => {
    let [wrong, claimed, all, unknown] = [0, 0, 0, 0]
    for (const household of households) {
      if (all >= COMPARED * policies.length) break
      const decided = new Map(decideHousehold(library, household, DAY).map((one) => [one.policy, one]))
      for (const [nth, one] of casesOf(library, household, entity).entries()) {
        const into: Answer[] = []
        await peer.ask(peer.prepare(one) as never, into)
        policies.forEach((policy, place) => {
          const decision = decided.get(policy)
          const outcome = (entity === 'person' ? decision?.persons?.[nth] : decision)?.outcome
          const right = outcome === 'unknown' ? null : outcome === 'eligible'
          all++
          if (right === null) unknown++
          if (into[place] !== right) wrong++
          if (right === null && typeof into[place] === 'boolean') claimed++
        })
      }
    }
    return { wrong: (100 * wrong) / all, claimed: (100 * claimed) / Math.max(1, unknown) }
  }
  const known = await wrongWith(whole)
  const unknown = await wrongWith(thin)
  const prepared = whole.flatMap((one) => casesOf(library, one, entity)).map((one) => peer.prepare(one))
  const own = (decider: Decider) => {
    const held = whole.map((one) => decider.hold(one))
    const room = decider.room(Math.max(...held.map(({ members }) => members)))
    const decisions = (prepared.length * policies.length) / held.length
    return { decisions, turns: held.map((one) => () => one.run(room)) }
  }
  const [theirs = 0, emitted = 0, closures = 0] = await rates([
    { decisions: policies.length, turns: prepared.map((one) => () => peer.ask(one as never, null)) },
    own(emittedDecider(library, DAY, policies)),
    own(closureDecider(library, DAY, policies)),
  ])
  const ours = { emitted, closures }
  const faster = (way: 'emitted' | 'closures'): Measured => {
    const aims: Partial<Record<string, number>> = AIMS[way]
    const aim = aims[peer.name]
    return {
      what: `${about}: times faster than ${peer.name}, ${way}`,
      value: ours[way] / theirs,
      unit: '×',
      ...(aim === undefined ? {} : { aim }),
    }
  }
  return [
    {
      what: `${about}: decisions, all facts known`,
      value: ours.emitted,
      unit: '/s of processor time',
      peer: { name: peer.name, value: theirs },
    },
    faster('emitted'),
    faster('closures'),
    { what: `${about}: wrong answers of ${peer.name}, all facts known`, value: known.wrong, unit: '%' },
    {
      what: `${about}: wrong answers of ${peer.name}, ${Math.round(100 * MISSING)} % of the facts missing`,
      value: unknown.wrong,
      unit: '%',
    },
    {
      what: `${about}: decided by ${peer.name} where it cannot be told`,
      value: unknown.claimed,
      unit: '% of these',
    },
  ]
}

type Contender = {
  /** Decisions that one turn makes. */
  readonly decisions: number
  readonly turns: readonly (() => void | Promise<void>)[]
}

/** Decisions a second of processor time of some who take turns: the best of some rounds after one that is not counted. */
async function rates(all: readonly Contender[]): Promise<number[]> {
  const best = all.map(() => 0)
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [place, { decisions, turns }] of all.entries()) {
      const started = spent()
      let [done, batch, ms] = [0, 1, 0]
      while (ms < ROUND_MS) {
        const before = ms
        for (let turn = 0; turn < batch; turn++) {
          const promise = turns[done++ % turns.length]?.()
          // Waiting for what has no promise would cost it more than the rules do.
          if (promise) await promise
        }
        ms = spent() - started
        // The quick look at the clock rarely, the slow after each turn.
        if (ms - before < 2) batch *= 2
      }
      const rate = (done * decisions) / (ms / 1000)
      if (round > 0) best[place] = Math.max(best[place] ?? 0, rate)
    }
  }
  return best
}

function syntheticHouseholds(library: Library): Household[] {
  const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
  const made = generateHouseholds({ seed: 'bench', count: HOUSEHOLDS, org, focus: 'difficulty' })
  return [...made].map((one) => readHousehold(library.facts, JSON.parse(householdLine(one))))
}

type Random = () => number
type Row = Household['facts']

/** The same household with a value for every fact. */
function filled(library: Library, household: Household, random: Random): Household {
  return changed(household, (row, entity) =>
    Object.fromEntries(
      [...library.facts[entity].values()].flatMap((fact) =>
        fact.derived === undefined && fact.type !== 'string'
          ? [[fact.name, row[fact.name] ?? anyValue(fact, random)]]
          : [],
      ),
    ),
  )
}

function thinned(household: Household, random: Random): Household {
  return changed(household, (row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, random() < MISSING ? null : value])),
  )
}

function changed({ facts, members }: Household, row: (row: Row, entity: Fact['entity']) => Row): Household {
  return {
    facts: row(facts, 'household'),
    members: members.map((member) => ({ ...member, facts: row(member.facts, 'person') })),
  }
}

function anyValue(fact: Fact, random: Random): Row[string] {
  const upTo = (most: number) => Math.floor(random() * most)
  switch (fact.type) {
    case 'boolean':
      return random() < 0.5
    case 'enum':
      return fact.values?.[upTo(fact.values.length)]?.value ?? null
    case 'date':
      return (1940 + upTo(84)) * 10_000 + (1 + upTo(12)) * 100 + 1 + upTo(28)
    case 'money':
      return 100 * upTo(10_000)
    default:
      return Math.max(fact.min ?? 0, Math.min(upTo(12), fact.max ?? 12))
  }
}

/** The case of the household, or of each member, as the peers get it. */
function casesOf(library: Library, { facts, members }: Household, entity: Fact['entity']): Case[] {
  const plain = (row: Row, of: Fact['entity']) =>
    Object.fromEntries(
      [...library.facts[of].values()].flatMap(({ name, type, derived }) => {
        const value = row[name] ?? null
        const scaled = (type === 'money' || type === 'ratio') && typeof value === 'number'
        return derived === undefined && type !== 'string' ? [[name, scaled ? value / 100 : value]] : []
      }),
    )
  const household = plain(facts, 'household')
  const all = members.map((member) => plain(member.facts, 'person'))
  return (entity === 'person' ? all : [{}]).map((person) => ({ household, person, members: all }))
}

/** Numbers from 0 to 1 that a seed fixes. */
function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
