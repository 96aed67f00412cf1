import { join } from 'node:path'
import { generateHouseholds, householdLine } from '@lastmile/population'
import { readOrgFile } from '@lastmile/population/node'
import { decideHousehold, type Household, readHousehold, screenHousehold } from '@lastmile/rules'
import { readLibrary } from '@lastmile/rules/node'
import { type Bench, type Measured, summarise } from './frame/bench.ts'
import { peer } from './frame/peer.ts'

const ROOT = join(import.meta.dirname, '..')
const DAY = '2026-06-30'
const HOUSEHOLDS = 3000
const POLICY = 'disability-care-subsidy'

/** The policy's conditions once more, for the peers. */
const IN_FEEL =
  'certificate and hukou and (grade in [1, 2] or grade = 3 and (kind in ["intellectual", "mental"]))'
const IN_JSON = {
  all: [
    { fact: 'certificate', operator: 'equal', value: true },
    { fact: 'hukou', operator: 'equal', value: true },
    {
      any: [
        { fact: 'grade', operator: 'in', value: [1, 2] },
        {
          all: [
            { fact: 'grade', operator: 'equal', value: 3 },
            { fact: 'kind', operator: 'in', value: ['intellectual', 'mental'] },
          ],
        },
      ],
    },
  ],
}

type Feelin = { evaluate(expression: string, context: object): { value: unknown } }
type JsonRules = {
  Engine: new (
    rules: readonly object[],
    options: object,
  ) => { run(facts: object): Promise<{ events: readonly unknown[] }> }
}
/** What the peers are given of a person. */
type Given = { certificate: unknown; hukou: unknown; grade: unknown; kind: unknown }

const bench: Bench = {
  title: `Screening, ${HOUSEHOLDS} synthetic households in and near difficulty, day ${DAY}`,
  async run(say) {
    const library = readLibrary(ROOT)
    const org = readOrgFile(join(ROOT, 'districts', 'qingpu', 'org.yaml'))
    const lines = [...generateHouseholds({ seed: 'bench', count: HOUSEHOLDS, org, focus: 'difficulty' })].map(
      (household) => JSON.parse(householdLine(household)),
    )
    const households = lines.map((line) => readHousehold(library.facts, line))
    const persons: Given[] = lines.flatMap((line) =>
      line.members.map((member: Record<string, unknown>) => ({
        certificate: member.has_disability_certificate ?? null,
        hukou: member.is_shanghai_hukou ?? null,
        grade: member.disability_grade ?? null,
        kind: member.disability_type ?? null,
      })),
    )

    say('one household, every policy, with reasons')
    const each = households.map((household) => timed(() => screenHousehold(library, household, DAY)))
    const { median, p95 } = summarise(each.slice(100).map(({ ms }) => ms))

    say('every policy, verdicts only')
    const decided = perSecond(households, (household) => decideHousehold(library, household, DAY))

    say(`${POLICY} beside the peers`)
    const ours = households.flatMap((household) => outcomes(library, household))
    const alone = perSecond(households, (household) => outcomes(library, household))
    const feelin = await overFeelin(persons)
    const jsonRules = await overJsonRules(persons)
    const unknown = ours.filter((outcome) => outcome === 'unknown').length
    const claimed = (answers: readonly unknown[]) =>
      answers.filter((answer, place) => ours[place] === 'unknown' && answer !== null).length

    return [
      { what: 'every policy with reasons, middle', value: median, unit: 'ms a household' },
      { what: 'the same, slowest twentieth', value: p95, unit: 'ms a household', limit: { atMost: 150 } },
      { what: 'every policy, verdicts only', value: decided, unit: 'households/s' },
      ...[feelin, jsonRules].map(
        ({ name, rate }): Measured => ({
          what: `${POLICY}: ours with reasons, the peer's verdict only`,
          value: (alone * persons.length) / households.length,
          unit: 'persons/s',
          peer: { name, value: rate },
        }),
      ),
      ...[feelin, jsonRules].map(
        ({ name, answers }): Measured => ({
          what: `definite answers where a fact is missing (${unknown} persons)`,
          value: 0,
          unit: 'persons',
          peer: { name, value: claimed(answers) },
        }),
      ),
    ]
  },
}

export default bench

function outcomes(library: Parameters<typeof screenHousehold>[0], household: Household): string[] {
  const { results } = screenHousehold(library, household, DAY, { policies: [POLICY] })
  return results.flatMap(({ persons = [] }) => persons.map(({ outcome }) => outcome))
}

async function overFeelin(persons: readonly Given[]) {
  const { evaluate } = await peer<Feelin>('feelin')
  const answers = persons.map((person) => evaluate(IN_FEEL, person).value)
  const rate = perSecond(persons, (person) => evaluate(IN_FEEL, person))
  return { name: 'feelin', rate, answers }
}

async function overJsonRules(persons: readonly Given[]) {
  const { Engine } = await peer<JsonRules>('json-rules-engine')
  const engine = new Engine([{ conditions: IN_JSON, event: { type: 'eligible' } }], {
    allowUndefinedFacts: true,
  })
  const answers: boolean[] = []
  const started = performance.now()
  for (const person of persons) answers.push((await engine.run(person)).events.length > 0)
  return { name: 'json-rules-engine', rate: persons.length / ((performance.now() - started) / 1000), answers }
}

function timed(work: () => unknown): { ms: number } {
  const started = performance.now()
  work()
  return { ms: performance.now() - started }
}

/** How many a second, in the best of three rounds. */
function perSecond<T>(items: readonly T[], work: (item: T) => unknown): number {
  const rounds = [1, 2, 3].map(() => timed(() => items.map(work)).ms)
  return items.length / (Math.min(...rounds) / 1000)
}
