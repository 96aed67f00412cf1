import type { Row } from '../backends/frame.ts'
import { nextQuestion } from '../explain/next-question.ts'
import { walkerOver } from '../explain/walk.ts'
import type { Need, Walker } from '../explain/walker.ts'
import { say, toScale } from '../explain/words.ts'
import type { Library } from '../library/library.ts'
import { becauseOf, missingFacts, missingParameters } from './because.ts'
import { calledBy } from './called.ts'
import { closuresOn } from './closures.ts'
import { libraryOn, type PolicyOnDay } from './day-library.ts'
import { frameOf, outcomeOf, outcomeOfPersons } from './decide.ts'
import { type Decider, OUTCOMES } from './decider.ts'
import type { Household, Member } from './household.ts'
import type {
  Amount,
  Bilingual,
  Citation,
  Confidence,
  Distance,
  PersonResult,
  PolicyResult,
  ScreenResult,
  Tree,
} from './result.ts'

/** What to screen. */
export type ScreenOptions = {
  /** Only these policies; a guide is listed only when named. */
  readonly policies?: readonly string[]
  /** False leaves the next question out (null): what many households at once do not need. */
  readonly ask?: boolean
  /** Functions of the same library and day, where the host may make them (`emittedOn`): they find the next question. */
  readonly decider?: Decider
  /** False leaves out what is not for the household, decided without reasons first. Takes a `decider`. */
  readonly ineligible?: boolean
}

/**
 * Screens one household on one day: every policy with a rule in force, its reasons, what is missing, and the next question.
 * Throws `RangeError` when the date is no day or a named policy does not exist.
 */
export function screenHousehold(
  library: Library,
  household: Household,
  date: string,
  options: ScreenOptions = {},
): ScreenResult {
  const all = libraryOn(library, date)
  const wanted = options.policies
  for (const id of wanted ?? []) if (!library.byId.has(id)) throw new RangeError(`there is no policy "${id}"`)
  const asked = wanted
    ? all.filter((policy) => wanted.includes(policy.policy.id))
    : all.filter((policy) => policy.state !== 'guide')
  const { decider } = options
  const refused = decider && options.ineligible === false ? refusedBy(decider, household) : null
  const told = refused ? asked.filter(({ policy }) => !refused.has(policy.id)) : asked
  const results = told.map((policy) => screenPolicy(policy, household, date))
  const question =
    options.ask === false
      ? null
      : nextQuestion(library, told, results, household, date, decider ?? closuresOn(library, date))
  return { date, results, nextQuestion: question }
}

/** Policies that the household is surely not entitled to. */
function refusedBy(decider: Decider, household: Household): ReadonlySet<string> {
  const answers = decider.room(household.members.length)
  decider.hold(household).run(answers)
  return new Set(
    decider.policies.filter(
      (_, place) => OUTCOMES[answers[decider.places[place] ?? -1] ?? -1] === 'ineligible',
    ),
  )
}

function screenPolicy(policy: PolicyOnDay, household: Household, date: string): PolicyResult {
  const { version } = policy
  const { id, hash, coverage } = policy.policy
  const base = { policy: id, name: policy.name, coverage, ...(hash === null ? {} : { hash }) }
  if (!version) return { ...base, ...withoutRule(policy, date) }
  const parts =
    policy.policy.document.entity === 'household'
      ? [{ member: null, ...screenOne(policy, household, null, date) }]
      : household.members.map((member) => ({ member, ...screenOne(policy, household, member, date) }))
  const citations = citationsOf(
    parts.map((part) => part.because),
    version.payment?.cite,
  )
  const needs = parts.flatMap((part) => [...part.needs, ...part.needsForAmount])
  const single = parts[0]
  if (single && single.member === null) {
    return {
      ...base,
      ...visibleOf(single),
      citations,
      ...parametersOf(needs),
      ...confidenceOf([single.because, ...single.paid]),
    }
  }
  const persons = parts.map((part): PersonResult => ({ member: part.member?.id ?? '', ...personOf(part) }))
  const outcome = outcomeOfPersons(persons.map((person) => person.outcome))
  const notApplicable = parts.every((part) => part.because.kind === 'not-applicable')
  const because: Tree = {
    text: headline(policy.name, outcome, persons),
    value: outcome === 'unknown' ? null : outcome === 'eligible',
    ...(notApplicable ? { kind: 'not-applicable' } : {}),
    children: parts.map((part) => ({
      text: calledBy(part.member),
      value: part.because.value,
      children: [part.because],
    })),
  }
  const open = parts.filter((part) => part.outcome === 'unknown')
  return {
    ...base,
    outcome,
    ...amountOfPersons(persons, outcome),
    because,
    missing: open.flatMap((part) => missingFacts(part.needs)).filter(firstOfKind),
    citations,
    persons,
    ...parametersOf(outcome === 'ineligible' ? [] : needs),
    ...confidenceOf(parts.flatMap((part) => [part.because, ...part.paid])),
  }
}

type One = ReturnType<typeof screenOne>

function screenOne(policy: PolicyOnDay, household: Household, member: Member | null, date: string) {
  const walker = walkerFor(policy, household, member, date)
  const conditions = policy.version?.conditions ?? []
  const walked = becauseOf(policy.name, conditions, walker)
  const outcome = outcomeOf(walked.value)
  const payment = outcome === 'eligible' ? policy.version?.payment : null
  const paid = payment ? walker.number(payment.node) : null
  const amount: Amount | null =
    payment && paid?.value
      ? {
          value: toScale(paid.value, 2) / 100,
          unit: 'CNY',
          per: payment.per,
          ...(payment.upTo ? { upTo: true } : {}),
        }
      : null
  const tree =
    amount && payment && paid ? withAmount(walked.tree, amount, paid.phrase, payment.cite, paid) : walked.tree
  const needsForAmount = paid && !paid.value ? paid.needs : []
  return {
    outcome,
    because: tree,
    needs: walked.needs,
    distances: walked.distances,
    amount,
    needsForAmount,
    paid: paid ? paid.under : [],
  }
}

/** The amount as the last reason: how it is reckoned. */
function withAmount(
  tree: Tree,
  amount: Amount,
  phrase: Bilingual,
  cite: Citation,
  paid: { under: readonly Tree[]; facts: NonNullable<Tree['facts']>; figures: NonNullable<Tree['figures']> },
): Tree {
  const total = say(
    `${amount.value.toLocaleString('en-US')} 元`,
    `${amount.value.toLocaleString('en-US')} yuan`,
  )
  const head = amount.upTo ? say('最多', 'at most') : say('金额', 'amount')
  const node: Tree = {
    text: say(`${head.zh}：${phrase.zh} = ${total.zh}`, `${head.en}: ${phrase.en} = ${total.en}`),
    value: amount.value,
    citation: cite,
    ...(paid.facts.length > 0 ? { facts: paid.facts } : {}),
    ...(paid.figures.length > 0 ? { figures: paid.figures } : {}),
    ...(paid.under.length > 0 ? { children: paid.under } : {}),
  }
  return { ...tree, children: [...(tree.children ?? []), node] }
}

/** A walker over a household, for a policy's figures; `member`: whom the policy is asked for. */
export function walkerFor(
  policy: PolicyOnDay,
  household: Household,
  member: Member | null,
  date: string,
): Walker {
  const byRow = new Map<Row, Member>(household.members.map((one) => [one.facts, one] as const))
  const frame = { ...frameOf(household, date), person: member?.facts ?? null, locals: [] }
  return walkerOver({
    frame,
    figure: policy.figure,
    idOf: (row) => byRow.get(row)?.id ?? '',
    calledBy: (row) => calledBy(byRow.get(row) ?? null),
  })
}

function withoutRule(policy: PolicyOnDay, date: string): Omit<PolicyResult, 'policy' | 'name' | 'coverage'> {
  const { zh, en } = policy.name
  const none = { missing: [], citations: [] }
  if (policy.state === 'ended') {
    const text = say(`“${zh}”到 ${date} 已经停止施行`, `${en} was no longer in force on ${date}`)
    return { ...none, outcome: 'ineligible', because: { text, value: false, kind: 'not-applicable' } }
  }
  if (policy.state === 'guide') {
    const text = say(
      `“${zh}”目前只有办事指南，能不能享受请按指南咨询`,
      `${en}: there is a guide only; ask by the guide`,
    )
    return { ...none, outcome: 'unknown', because: { text, value: null } }
  }
  const text = say(`规则库里没有“${zh}”在 ${date} 的规定`, `the library holds no rule of ${en} for ${date}`)
  const from = policy.policy.versions
    .map((version) => version.from)
    .filter((first) => first > date)
    .sort()[0]
  return {
    ...none,
    outcome: 'unknown',
    because: { text, value: null, kind: 'no-version' },
    missingParameters: [{ name: 'rule', from: from ?? null }],
  }
}

function visibleOf(
  one: One,
): Pick<PolicyResult, 'outcome' | 'amount' | 'because' | 'missing' | 'distance' | 'missingForAmount'> {
  const lacking = missingFacts(one.needsForAmount)
  return { ...personOf(one), ...(lacking.length > 0 ? { missingForAmount: lacking } : {}) }
}

function personOf(one: One): Omit<PersonResult, 'member'> {
  const distances: readonly Distance[] = one.distances
  return {
    outcome: one.outcome,
    ...(one.amount ? { amount: one.amount } : {}),
    because: one.because,
    missing: one.outcome === 'unknown' ? missingFacts(one.needs) : [],
    ...(distances.length > 0 ? { distance: distances } : {}),
  }
}

function parametersOf(needs: readonly Need[]): Pick<PolicyResult, 'missingParameters'> {
  const lacking = missingParameters(needs)
  return lacking.length > 0 ? { missingParameters: lacking } : {}
}

function amountOfPersons(
  persons: readonly PersonResult[],
  outcome: PolicyResult['outcome'],
): Pick<PolicyResult, 'amount'> {
  const paid = persons.filter((person) => person.outcome === 'eligible')
  const first = paid[0]?.amount
  if (outcome !== 'eligible' || !first || paid.some((person) => !person.amount)) return {}
  const fen = paid.reduce((total, person) => total + Math.round((person.amount?.value ?? 0) * 100), 0)
  return { amount: { ...first, value: fen / 100 } }
}

function headline(
  { zh, en }: Bilingual,
  outcome: PolicyResult['outcome'],
  persons: readonly PersonResult[],
): Bilingual {
  const fit = persons.filter((person) => person.outcome === 'eligible').length
  if (outcome === 'eligible')
    return say(`家里有 ${fit} 人符合“${zh}”的条件`, `${en}: ${fit} member(s) meet the conditions`)
  if (outcome === 'unknown') return say(`“${zh}”还不能确定`, `${en}: cannot tell yet`)
  return say(`家里没有人符合“${zh}”的条件`, `${en}: no member meets the conditions`)
}

function everyTree(trees: readonly Tree[]): Tree[] {
  return trees.flatMap((tree) => [tree, ...everyTree(tree.children ?? [])])
}

function citationsOf(trees: readonly Tree[], extra: Citation | undefined): Citation[] {
  const all = everyTree(trees).map((tree) => tree.citation)
  const seen = new Map<string, Citation>()
  for (const cite of [...all, extra]) if (cite) seen.set(`${cite.document} ${cite.clause}`, cite)
  return [...seen.values()]
}

const SURENESS: readonly Confidence[] = ['unverified', 'second-hand', 'verified']

/** The least sure of the figures that an answer was made with. */
function confidenceOf(trees: readonly Tree[]): Pick<PolicyResult, 'confidence'> {
  const used = everyTree(trees).flatMap((tree) =>
    (tree.figures ?? []).filter((figure) => figure.value !== null),
  )
  const least = SURENESS.find((level) => used.some((figure) => figure.verified === level))
  return least ? { confidence: least } : {}
}

function firstOfKind<T extends { fact: string; entity: string; member?: string }>(
  one: T,
  index: number,
  all: readonly T[],
): boolean {
  return (
    all.findIndex(
      (other) => other.fact === one.fact && other.entity === one.entity && other.member === one.member,
    ) === index
  )
}
