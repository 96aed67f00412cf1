import * as z from 'zod'
import { closures } from '../backends/closure/compile.ts'
import { checkText } from '../language/check.ts'
import { type Problem, RuleError } from '../language/problem.ts'
import { type Household, HouseholdError, readHousehold } from '../screening/household.ts'
import type { Outcome, PolicyResult } from '../screening/result.ts'
import { screenHousehold } from '../screening/screen.ts'
import { figureOn } from './figures.ts'
import type { Library, Policy } from './library.ts'
import { readYaml } from './yaml.ts'

const outcome = z.enum(['eligible', 'ineligible', 'unknown'])
const values = z.record(z.string(), z.unknown())
const money = z.union([z.number(), z.string().regex(/^=/)])

export const caseDocument = z.strictObject({
  name: z.string().min(1),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Facts over those of the base; null takes one away. */
  household: values.optional(),
  /** Facts by member id over those of the base; an id that is not in the base adds a person; null takes the person away. */
  members: z.record(z.string(), values.nullable()).optional(),
  expect: z.strictObject({
    outcome,
    amount: money.optional(),
    kind: z.enum(['not-applicable', 'no-version']).optional(),
    missing: z.array(z.string()).optional(),
    missing_parameters: z.array(z.string()).optional(),
    persons: z.record(z.string(), outcome).optional(),
    name: z.string().optional(),
  }),
  /** Each of these facts, taken away alone, must leave the answer unknown and be asked for. */
  without: z.array(z.string()).optional(),
})

/** Shape of `cases.yaml`. Money may be written `= formula` over the figures of the day: `= 3 * dibao_standard - 0.01`. */
export const casesDocument = z.strictObject({
  base: z.strictObject({ household: values, members: z.array(z.looseObject({ id: z.string() })).min(1) }),
  cases: z.array(caseDocument).min(1),
})

/** Worked examples of one rule: a household, and what is changed in it. */
export type CasesDocument = z.infer<typeof casesDocument>
type Case = z.infer<typeof caseDocument>
type Base = z.infer<typeof casesDocument>['base']

/** One case run, and each fact taken away from it. Empty `failures`: it came out as it should. */
export type CaseReport = {
  readonly policy: string
  readonly name: string
  readonly failures: readonly string[]
}

/** Runs the worked examples of a policy. Throws `RuleError` when the file cannot be read. */
export function runCases(library: Library, policy: Policy, file: string, text: string): CaseReport[] {
  return runCaseDocument(library, policy, readYaml(file, text, casesDocument))
}

/** Worked examples that are read already. */
export function runCaseDocument(library: Library, policy: Policy, document: CasesDocument): CaseReport[] {
  return document.cases.flatMap((one) => [
    report(library, policy, document.base, one, one.name),
    ...(one.without ?? []).map((fact) => {
      const without: Case = { ...taken(one, fact), expect: { outcome: 'unknown', missing: [fact] } }
      return report(library, policy, document.base, without, `${one.name} — without ${fact}`)
    }),
  ])
}

function report(library: Library, policy: Policy, base: Base, one: Case, name: string): CaseReport {
  try {
    const result = screenHousehold(library, householdOfCase(library, policy, base, one), one.date, {
      policies: [policy.id],
    }).results[0]
    return { policy: policy.id, name, failures: result ? compare(result, one, policy) : ['no result'] }
  } catch (error) {
    if (error instanceof HouseholdError || error instanceof RuleError)
      return { policy: policy.id, name, failures: [error.message] }
    throw error
  }
}

/** The household of a case: the base with its changes. Throws `HouseholdError`. */
export function householdOfCase(library: Library, policy: Policy, base: Base, one: Case): Household {
  return readHousehold(library.facts, household(base, one, policy))
}

function household(base: Base, one: Case, policy: Policy) {
  const reckon = (facts: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [
        key,
        typeof value === 'string' && value.startsWith('=') ? reckoned(value, policy, one.date) : value,
      ]),
    )
  const changes = one.members ?? {}
  const known = base.members.filter((member) => changes[member.id] !== null)
  const members = known.map((member) => ({ ...member, ...reckon(changes[member.id] ?? {}) }))
  for (const [id, facts] of Object.entries(changes)) {
    if (facts !== null && !base.members.some((member) => member.id === id))
      members.push({ id, ...reckon(facts) })
  }
  return { household: { ...base.household, ...reckon(one.household ?? {}) }, members }
}

/** `= formula` over the figures that the policy sees on the day, in yuan. */
function reckoned(text: string, policy: Policy, day: string): number {
  const nobody = { all: [], household: new Map(), person: new Map() }
  const figures = new Map([...policy.figures].map(([name, figure]) => [name, figure.shape] as const))
  const source = { file: `${policy.id}/cases.yaml`, text: text.slice(1).trim(), line: 1, column: 1 }
  const node = checkText(source, {
    facts: nobody,
    figures,
    terms: new Map(),
    derived: new Map(),
    person: null,
    bound: new Map(),
    item: null,
    depth: 0,
    open: [],
  })
  const value = (name: string) => {
    const figure = policy.figures.get(name)
    return figure ? (figureOn(figure, day)?.scaled ?? null) : null
  }
  const nothing = { record: [], person: 0, end: 0, locals: [], first: 0, width: 1, today: 0 }
  const compiler = closures(value, () => 0)
  const top = node.type === 'number' ? compiler.number(node).top(nothing) : null
  if (node.type !== 'number' || top === null || node.shape.denominator !== 1) {
    throw new RuleError({
      code: 'case',
      message: `${text} has no exact value on ${day}`,
      file: source.file,
      line: 1,
      column: 1,
    })
  }
  return top / 10 ** node.shape.scale
}

function taken(one: Case, path: string): Case {
  const [who = '', fact = ''] = path.split('.')
  if (who === 'household') return { ...one, household: { ...one.household, [fact]: null } }
  return { ...one, members: { ...one.members, [who]: { ...one.members?.[who], [fact]: null } } }
}

function compare(result: PolicyResult, one: Case, policy: Policy): string[] {
  const { expect } = one
  const failures: string[] = []
  const want = (what: string, got: unknown, wanted: unknown) => {
    if (wanted !== undefined && got !== wanted)
      failures.push(`${what} is ${String(got)}, expected ${String(wanted)}`)
  }
  want('outcome', result.outcome, expect.outcome)
  want('kind', result.because.kind, expect.kind)
  want('name', result.name.zh, expect.name)
  const amount = typeof expect.amount === 'string' ? reckoned(expect.amount, policy, one.date) : expect.amount
  want('amount', result.amount?.value, amount)
  const missing = result.missing.map((fact) => `${fact.member ?? 'household'}.${fact.fact}`)
  for (const fact of expect.missing ?? [])
    if (!missing.includes(fact)) failures.push(`${fact} is not asked for (${missing.join(', ')})`)
  const figures = (result.missingParameters ?? []).map((figure) => figure.name)
  for (const figure of expect.missing_parameters ?? [])
    if (!figures.includes(figure)) failures.push(`${figure} is not named as unknown (${figures.join(', ')})`)
  for (const [member, wanted] of Object.entries(expect.persons ?? {})) {
    const got: Outcome | undefined = result.persons?.find((person) => person.member === member)?.outcome
    want(`outcome of ${member}`, got, wanted)
  }
  return failures
}

/** A failed case as a problem of its file. */
export function caseProblem(file: string, report: CaseReport): Problem {
  return { code: 'case', message: `${report.name}: ${report.failures.join('; ')}`, file, line: 1, column: 1 }
}
