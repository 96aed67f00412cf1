import { RuleError } from '../language/problem.ts'
import { checkPolicy, type Surrounding } from '../library/check-policy.ts'
import type { FiledPolicy, PolicyDocument } from '../library/documents.ts'
import { checkFigure } from '../library/figures.ts'
import { namesProtected } from '../library/guarded.ts'
import type { Figure, Library, Policy } from '../library/library.ts'
import type { LibraryFile } from '../library/load.ts'
import { LibraryError, surroundingOf } from '../library/open.ts'
import { readYaml } from '../library/yaml.ts'
import {
  type SignalDocument,
  type SignalSettings,
  signalDocument,
  signalSettings,
  type Urgency,
} from './documents.ts'

/** A checked rule of signals. What its conditions decide is a policy to the engine, and so is each ground of urgency. */
export type SignalRule = {
  readonly id: string
  readonly file: string
  readonly hash: string | null
  readonly document: SignalDocument
  /** Null for what people enter and the platform raises. */
  readonly policy: Policy | null
  readonly urgent: readonly { readonly to: Urgency; readonly policy: Policy }[]
  /** Whether its name, or what it rests on, tells something protected. */
  readonly guarded: boolean
}

/** The signals of a district: checked rules, and the library that the engine is given to evaluate them. */
export type Signals = {
  readonly settings: SignalSettings
  readonly rules: readonly SignalRule[]
  readonly byId: ReadonlyMap<string, SignalRule>
  /** Holds the rules as policies, so that every back end evaluates them. */
  readonly library: Library
  readonly files: readonly LibraryFile[]
}

const SETTINGS = 'settings.yaml'

/**
 * Reads and checks the files of `districts/<district>/signals` over the facts, figures and terms of a policy library. Throws
 * `LibraryError` with every problem found, each with file, line and column.
 */
export function openSignals(library: Library, files: readonly LibraryFile[]): Signals {
  const problems: RuleError[] = []
  const own = files.find(({ path }) => path === SETTINGS)
  if (!own) problems.push(problemOf(SETTINGS, 'settings.yaml is missing', 'it names place, days, climb_days'))
  const settings = own ? attempt(problems, () => readYaml(own.path, own.text, signalSettings)) : null
  const rules: SignalRule[] = []
  for (const file of files) {
    if (file.path === SETTINGS || !settings) continue
    const around = { ...surroundingOf(library, settings.place), changes: true }
    const rule = attempt(problems, () =>
      checkRule(file, readYaml(file.path, file.text, signalDocument), around, problems),
    )
    if (!rule) continue
    if (`${rule.id}.yaml` !== file.path)
      problems.push(problemOf(file.path, `the id is ${rule.id}`, `name the file ${rule.id}.yaml`))
    rules.push(rule)
  }
  if (problems.length > 0 || !settings) throw new LibraryError(problems.map(({ problem }) => problem))
  rules.sort((a, b) => a.document.order - b.document.order)
  const policies = policiesOf(rules)
  return {
    settings,
    rules,
    byId: new Map(rules.map((rule) => [rule.id, rule])),
    files,
    library: {
      ...library,
      policies,
      byId: new Map(policies.map((policy) => [policy.id, policy])),
      coverage: { policies: [] },
    },
  }
}

/** The same signals with other values of one rule's thresholds: what a trial runs. Throws `RangeError` for an unknown name. */
export function withThresholds(
  signals: Signals,
  ruleId: string,
  values: Readonly<Record<string, number>>,
): Signals {
  const rule = signals.byId.get(ruleId)
  if (!rule) throw new RangeError(`there is no signal "${ruleId}"`)
  const known = (rule.document.thresholds ?? []).map(({ name }) => name)
  for (const name of Object.keys(values))
    if (!known.includes(name))
      throw new RangeError(`${ruleId} has no threshold "${name}" (${known.join(', ')})`)
  const document: SignalDocument = {
    ...rule.document,
    thresholds: rule.document.thresholds?.map((one) => ({ ...one, value: values[one.name] ?? one.value })),
  }
  const around = { ...surroundingOf(signals.library, signals.settings.place), changes: true }
  const problems: RuleError[] = []
  const changed = attempt(problems, () =>
    checkRule({ path: rule.file, text: '' }, document, around, problems),
  )
  if (problems.length > 0 || !changed) throw new LibraryError(problems.map(({ problem }) => problem))
  const rules = signals.rules.map((one) => (one.id === ruleId ? changed : one))
  const policies = policiesOf(rules)
  return {
    ...signals,
    rules,
    byId: new Map(rules.map((one) => [one.id, one])),
    library: { ...signals.library, policies, byId: new Map(policies.map((one) => [one.id, one])) },
  }
}

/** The same with one rule alone: what a trial evaluates again and again. */
export function onlyRule(signals: Signals, ruleId: string): Signals {
  const rules = signals.rules.filter(({ id }) => id === ruleId)
  const policies = rules.flatMap(({ policy }) => policy ?? [])
  return {
    ...signals,
    rules,
    byId: new Map(rules.map((rule) => [rule.id, rule])),
    library: { ...signals.library, policies, byId: new Map(policies.map((one) => [one.id, one])) },
  }
}

function policiesOf(rules: readonly SignalRule[]): Policy[] {
  return rules.flatMap(({ policy, urgent }) => [
    ...(policy ? [policy] : []),
    ...urgent.map((one) => one.policy),
  ])
}

function attempt<T>(problems: RuleError[], work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    problems.push(error)
    return null
  }
}

function checkRule(
  file: LibraryFile,
  document: SignalDocument,
  around: Surrounding,
  problems: RuleError[],
): SignalRule {
  const own = new Map<string, Figure>()
  for (const { value, source, verified, ...rest } of document.thresholds ?? []) {
    const values = [{ value, source, verified, from: null, to: null }]
    own.set(rest.name, checkFigure({ ...rest, values }, file.path))
  }
  const check = (id: string, name: SignalDocument['names'], conditions: PolicyDocument['versions']): Policy =>
    checkPolicy(filed(file, document, id, name, conditions), own, around, problems)
  const always = { from: '1900-01-01', to: null }
  const policy = document.conditions
    ? check(document.id, document.names, [
        {
          ...always,
          conditions: document.conditions.map((one) => ({ cite: document.cite, ...one })),
        },
      ])
    : null
  const urgent = (document.urgency.raise ?? []).map(({ to, title, when }, place) => ({
    to,
    policy: check(`${document.id}-urgent-${place + 1}`, title, [
      { ...always, conditions: [{ title, when, cite: document.cite }] },
    ]),
  }))
  const guarded =
    document.guarded === true ||
    [policy, ...urgent.map((one) => one.policy)].some((one) => namesProtected(one?.versions))
  return { id: document.id, file: file.path, hash: file.hash ?? null, document, policy, urgent, guarded }
}

/** A rule as the engine takes it. What only policies have is empty. */
function filed(
  file: LibraryFile,
  document: SignalDocument,
  id: string,
  name: SignalDocument['names'],
  versions: PolicyDocument['versions'],
): FiledPolicy {
  return {
    place: '',
    file: file.path,
    hash: file.hash ?? null,
    guide: null,
    policy: {
      id,
      rank: document.order,
      names: [{ ...name, from: null, to: null }],
      level: 'qingpu',
      category: 'other',
      entity: document.entity,
      issuing_body: document.chosen,
      in_force: { from: null, to: null, verified: 'verified' },
      documents: document.documents,
      summary: document.at_the_door,
      ...(document.terms ? { terms: document.terms } : {}),
      ...(versions ? { versions } : {}),
      benefit: document.at_the_door,
      apply: { where: '-', materials: null, time_limit: null },
      interactions: [],
    },
  }
}

function problemOf(file: string, message: string, fix: string): RuleError {
  return new RuleError({ code: 'signal', message, file, line: 1, column: 1, fix })
}
