import { join } from 'node:path'
import { decideHousehold, type Household, readHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { ColumnsBuilder, fastestPlan, kernelOf, programFor } from '@lastmile/rules/population'
import type { Bench, Measured } from './frame/bench.ts'
import { peer } from './frame/peer.ts'

const PERSONS = 20_000
const DAY = '2026-06-30'
const POLICY = 'disability-care-subsidy'
/** Share of facts that nobody has asked for yet. */
const MISSING = 0.07
const KINDS = ['intellectual', 'mental', 'visual', 'hearing', 'physical']

type Facts = { certificate: boolean | null; hukou: boolean | null; grade: number | null; kind: string | null }
/** `null`: it cannot be told. `error`: the engine gave none. */
type Answer = boolean | null | 'error'
type Peer = { readonly name: string; readonly answers: readonly Answer[]; readonly rate: number }

const bench: Bench = {
  title: `${POLICY} for ${PERSONS.toLocaleString('en')} persons, ${Math.round(100 * MISSING)} % of the facts missing`,
  async run(say) {
    const library = readLibrary(join(import.meta.dirname, '..'))
    const persons = randomPersons()
    const right = persons.map(answerOfAllCompletions)
    const households = persons.map((person) =>
      householdOf(person, (file) => readHousehold(library.facts, file)),
    )
    const ours = await measured('closures', households, (household) => {
      const outcome = decideHousehold(library, household, DAY, [POLICY])[0]?.outcome
      return outcome === 'unknown' || outcome === undefined ? null : outcome === 'eligible'
    })
    const columns = overColumns(library, households)
    const peers: Peer[] = []
    for (const [name, make] of Object.entries(PEERS)) {
      say(name)
      peers.push(await measured(name, persons, await make()))
    }
    const wrong = ({ answers }: Pick<Peer, 'answers'>) =>
      (100 * answers.filter((answer, place) => answer !== right[place]).length) / persons.length
    const claimed = ({ answers }: Pick<Peer, 'answers'>) =>
      (100 * answers.filter((answer, place) => right[place] === null && typeof answer === 'boolean').length) /
      persons.length
    return [
      { what: 'wrong answers', value: wrong(ours), unit: '%', limit: { atMost: 0 } },
      {
        what: 'wrong answers over columns',
        value: wrong({ answers: columns.answers }),
        unit: '%',
        limit: { atMost: 0 },
      },
      ...peers.flatMap((one): Measured[] => [
        {
          what: 'wrong answers, errors among them',
          value: wrong(ours),
          unit: '%',
          peer: { name: one.name, value: wrong(one) },
        },
        {
          what: 'decided where it cannot be told',
          value: claimed(ours),
          unit: '%',
          peer: { name: one.name, value: claimed(one) },
        },
        {
          what: 'one person at a time, closures',
          value: ours.rate,
          unit: 'persons/s',
          peer: { name: one.name, value: one.rate },
        },
        {
          what: 'all persons, WebAssembly over columns',
          value: columns.rate,
          unit: 'persons/s',
          peer: { name: one.name, value: one.rate },
        },
      ]),
    ]
  },
}

export default bench

type Make = () => Promise<(facts: Facts) => unknown>

/** The policy's conditions in each peer's own words. */
const PEERS: Readonly<Record<string, Make>> = {
  'zen-engine': async () => {
    const { evaluateExpressionSync: evaluate } = await peer<{
      evaluateExpressionSync(expression: string, context: object): unknown
    }>('@gorules/zen-engine')
    const expression =
      "certificate and hukou and (grade in [1, 2] or (grade == 3 and kind in ['intellectual', 'mental']))"
    return (facts) => evaluate(expression, facts)
  },
  'json-logic-engine': async () => {
    const { LogicEngine } = await peer<{
      LogicEngine: new () => { build(logic: object): (data: object) => unknown }
    }>('json-logic-engine')
    const v = (name: string) => ({ var: name })
    const third = { and: [{ '===': [v('grade'), 3] }, { in: [v('kind'), ['intellectual', 'mental']] }] }
    const rule = { and: [v('certificate'), v('hukou'), { or: [{ in: [v('grade'), [1, 2]] }, third] }] }
    return new LogicEngine().build(rule)
  },
  'json-rules-engine': async () => {
    const { Engine } = await peer<{
      Engine: new (
        rules: readonly object[],
        options: object,
      ) => { run(facts: object): Promise<{ events: readonly unknown[] }> }
    }>('json-rules-engine')
    const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value })
    const third = { all: [is('grade', 'equal', 3), is('kind', 'in', ['intellectual', 'mental'])] }
    const conditions = {
      all: [
        is('certificate', 'equal', true),
        is('hukou', 'equal', true),
        { any: [is('grade', 'in', [1, 2]), third] },
      ],
    }
    const engine = new Engine([{ conditions, event: { type: 'eligible' } }], { allowUndefinedFacts: true })
    return async (facts) => (await engine.run(facts)).events.length > 0
  },
  feelin: async () => {
    const { evaluate } = await peer<{
      evaluate(expression: string, context: object): { value: unknown }
    }>('feelin')
    const expression =
      'certificate and hukou and ((grade in [1, 2]) or grade = 3 and (kind in ["intellectual", "mental"]))'
    return (facts) => evaluate(expression, facts).value
  },
}

/** Answers of all, and how many a second in the best of three rounds. */
async function measured<T>(name: string, items: readonly T[], work: (item: T) => unknown): Promise<Peer> {
  let answers: Answer[] = []
  let ms = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    answers = []
    const started = performance.now()
    for (const item of items) {
      try {
        const said = await work(item)
        answers.push(typeof said === 'boolean' ? said : null)
      } catch {
        answers.push('error')
      }
    }
    ms = Math.min(ms, performance.now() - started)
  }
  return { name, answers, rate: items.length / (ms / 1000) }
}

function overColumns(library: ReturnType<typeof readLibrary>, households: readonly Household[]) {
  const builder = new ColumnsBuilder(library.facts.all)
  for (const household of households) builder.add(household)
  const columns = builder.finish()
  const { work, policies } = programFor(library, columns, DAY, { policies: [POLICY] })
  const kernel = kernelOf(fastestPlan(columns, work), columns.memory)
  const tallies = new Float64Array(work.tallies.length)
  let ms = Number.POSITIVE_INFINITY
  for (let round = 0; round < 20; round++) {
    const started = performance.now()
    kernel(0, columns.households, tallies)
    ms = Math.min(ms, performance.now() - started)
  }
  const outcomes = new Uint8Array(columns.memory.buffer, policies[0]?.outcome.offset ?? 0, columns.households)
  const answers = Array.from(outcomes, (code): Answer => (code === 1 ? true : code === 2 ? null : false))
  return { answers, rate: households.length / (ms / 1000) }
}

function randomPersons(): Facts[] {
  let state = 11
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  const known = <T>(value: T): T | null => (random() < MISSING ? null : value)
  return Array.from({ length: PERSONS }, () => ({
    certificate: known(random() < 0.8),
    hukou: known(random() < 0.8),
    grade: known(1 + Math.floor(random() * 4)),
    kind: known(KINDS[Math.floor(random() * KINDS.length)] ?? ''),
  }))
}

/** What holds however the unknown is filled in, found by filling it in. */
function answerOfAllCompletions(facts: Facts): boolean | null {
  const each = <T>(value: T | null, all: readonly T[]) => (value === null ? all : [value])
  const said = new Set<boolean>()
  for (const certificate of each(facts.certificate, [true, false]))
    for (const hukou of each(facts.hukou, [true, false]))
      for (const grade of each(facts.grade, [1, 2, 3, 4]))
        for (const kind of each(facts.kind, KINDS))
          said.add(
            certificate &&
              hukou &&
              (grade <= 2 || (grade === 3 && (kind === 'intellectual' || kind === 'mental'))),
          )
  return said.size === 1 ? said.has(true) : null
}

function householdOf(
  { certificate, hukou, grade, kind }: Facts,
  read: (file: object) => Household,
): Household {
  const member = {
    id: 'm1',
    has_disability_certificate: certificate,
    is_shanghai_hukou: hukou,
    disability_grade: grade,
    disability_type: kind,
  }
  return read({ household: {}, members: [member] })
}
