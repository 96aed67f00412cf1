import { say } from '../explain/words.ts'
import { decideHousehold } from '../screening/decide.ts'
import type { Household } from '../screening/household.ts'
import type { Tree } from '../screening/result.ts'
import { screenHousehold } from '../screening/screen.ts'
import type { Urgency } from './documents.ts'
import type { SignalRule, Signals } from './open-signals.ts'

/** A signal that the facts of a household give. */
export type FoundSignal = {
  readonly rule: string
  /** The members it is about; empty for the household. */
  readonly members: readonly string[]
  readonly urgency: Urgency
  /** Why it is raised, and under `priority` why it is as urgent as it is. */
  readonly because: Tree
  readonly priority: Tree
}

/** What the rules say of a household: what is raised, the most urgent first, and the rules that cannot tell. */
export type Found = { readonly raised: readonly FoundSignal[]; readonly unknown: readonly string[] }

/**
 * What the rules say of one household on a day: closures decide, and only what is raised is walked through for its reasons.
 * Unknown facts raise nothing.
 * @param only these rules; without them all.
 */
export function findSignals(
  signals: Signals,
  household: Household,
  date: string,
  only?: readonly string[],
): Found {
  const rules = signals.rules.filter(({ id, policy }) => policy && (only === undefined || only.includes(id)))
  const decided = decideHousehold(signals.library, household, date)
  const raised = new Set(decided.filter(({ outcome }) => outcome === 'eligible').map(({ policy }) => policy))
  return {
    raised: rules
      .filter(({ id }) => raised.has(id))
      .map((rule) => explain(signals, rule, household, date))
      .sort((a, b) => a.urgency - b.urgency),
    unknown: decided
      .filter(({ outcome, policy }) => outcome === 'unknown' && rules.some(({ id }) => id === policy))
      .map(({ policy }) => policy),
  }
}

function explain(signals: Signals, rule: SignalRule, household: Household, date: string): FoundSignal {
  const ids = [rule.id, ...rule.urgent.map(({ policy }) => policy.id)]
  const { results } = screenHousehold(signals.library, household, date, { policies: ids, ask: false })
  const resultOf = (id: string) => results.find(({ policy }) => policy === id)
  const result = resultOf(rule.id)
  const members = (result?.persons ?? [])
    .filter(({ outcome }) => outcome === 'eligible')
    .map(({ member }) => member)
  const grounds = rule.urgent.flatMap(({ to, policy }) => {
    const ground = resultOf(policy.id)
    if (!ground) return []
    const holds = ground.persons
      ? ground.persons.filter(({ member, outcome }) => outcome === 'eligible' && members.includes(member))
      : null
    const because = holds ? holds[0]?.because : ground.outcome === 'eligible' ? ground.because : undefined
    return because ? [{ to, tree: because.children?.[0] ?? because }] : []
  })
  const [urgency = rule.document.urgency.level] = [
    rule.document.urgency.level,
    ...grounds.map(({ to }) => to),
  ].sort()
  const decisive = grounds.filter(({ to }) => to === urgency).map(({ tree }) => tree)
  const { because } = rule.document.urgency
  const priority: Tree = {
    text: URGENCY_WORDS[urgency],
    value: true,
    children: decisive.length > 0 ? decisive : [{ text: because, value: true }],
  }
  return { rule: rule.id, members, urgency, because: onlyRaised(result?.because, members), priority }
}

/** Of persons, only those it is about: what is true of the others is nobody's business here. */
function onlyRaised(tree: Tree | undefined, members: readonly string[]): Tree {
  if (!tree) return { text: say('', ''), value: true }
  if (members.length === 0) return tree
  return { ...tree, children: (tree.children ?? []).filter(({ value }) => value === true) }
}

const URGENCY_WORDS = {
  1: say('特急：马上去', 'At once'),
  2: say('急：本周去', 'This week'),
  3: say('一般：尽快去', 'Soon'),
} as const
