import type { Value } from '../backends/frame.ts'
import type { Fact } from '../facts/dictionary.ts'
import type { Library } from '../library/library.ts'
import type { PolicyOnDay } from '../screening/day-library.ts'
import { type Decider, OUTCOMES } from '../screening/decider.ts'
import type { Household } from '../screening/household.ts'
import type { AskedFact, NextQuestion, PolicyResult } from '../screening/result.ts'
import { possibleAnswers } from './answers.ts'

/** A list to tick has at most so many lines: what fits on the screen of a phone and in a head. */
export const LONGEST_LIST = 10

/** How often a yes-or-no fact, or a word other than “none”, is expected to hold. It steers the order only, never an answer. */
const RARE = 0.05

/** What a fact that is asked for does: whom it is asked of, and how much it settles. */
type Candidate = {
  readonly fact: Fact
  readonly members: Set<string>
  /** Expected policies that an answer decides, weighed by what they pay. */
  score: number
}

/**
 * What to ask next so that few questions decide everything: the fact whose answer is expected to settle most of what is open, weighed by what
 * the policies pay; or, where that settles more, a list of up to ten facts that rarely hold, to be ticked at once. Protected facts are never
 * mixed with others: they are asked apart. Only facts that an open policy names as missing are candidates, so an answer can always still
 * change a result. Null when nothing is open, or when only figures are missing.
 */
export function nextQuestion(
  library: Library,
  policies: readonly PolicyOnDay[],
  results: readonly PolicyResult[],
  household: Household,
  date: string,
  decider: Decider,
): NextQuestion | null {
  const open = results.filter((result) => result.outcome === 'unknown' && result.missing.length > 0)
  const byId = new Map(policies.map((policy) => [policy.policy.id, policy] as const))
  const settled = settledBy(decider, household, date)
  const candidates = new Map<Fact, Candidate>()
  for (const result of open) {
    const policy = byId.get(result.policy)
    const lacking = lackingOf(library, result)
    for (const [fact, members] of lacking) {
      const candidate = candidates.get(fact) ?? { fact, members: new Set<string>(), score: 0 }
      candidates.set(fact, candidate)
      for (const member of members) candidate.members.add(member)
      // Being one of few missing facts counts a little, so that a rule with many open facts moves on as well.
      if (policy) candidate.score += weightOf(policy) * (settled(policy, fact) + 0.1 / lacking.size)
    }
  }
  const ranked = [...candidates.values()].sort((a, b) => b.score - a.score)
  const lists = [false, true].map((apart) => listOf(ranked, apart))
  const list = lists.reduce((a, b) => (total(b) > total(a) ? b : a), [])
  const best = ranked.find((one) => !list.includes(one))
  const asked = list.length > 1 && (!best || total(list) >= best.score) ? list : best ? [best] : list
  const [first] = asked.map(askedOf)
  if (!first) return null
  const [member] = first.members ?? []
  return {
    ...first,
    ...(member === undefined ? {} : { member }),
    ...(asked.length > 1 ? { list: asked.map(askedOf) } : {}),
  }
}

function lackingOf(library: Library, result: PolicyResult): ReadonlyMap<Fact, readonly string[]> {
  const lacking = new Map<Fact, string[]>()
  for (const missing of result.missing) {
    const fact = library.facts[missing.entity].get(missing.fact)
    if (!fact) continue
    const members = lacking.get(fact) ?? []
    if (missing.member !== undefined) members.push(missing.member)
    lacking.set(fact, members)
  }
  return lacking
}

/** The best that can be ticked together: protected facts apart from all others. */
function listOf(ranked: readonly Candidate[], apart: boolean): readonly Candidate[] {
  const fit = ({ fact }: Candidate) => isTicked(fact) && (fact.sensitivity === 'protected') === apart
  return ranked.filter(fit).slice(0, LONGEST_LIST)
}

/** Whether a fact can be a line of a list: yes or no, or a choice with “none”. */
function isTicked({ type, values = [] }: Fact): boolean {
  return type === 'boolean' || (type === 'enum' && values.some(({ value }) => value === 'none'))
}

function total(list: readonly Candidate[]): number {
  return list.reduce((sum, { score }) => sum + score, 0)
}

function askedOf({ fact, members }: Candidate): AskedFact {
  const { name, entity, label, question = label } = fact
  return { fact: name, entity, ...(entity === 'person' ? { members: [...members] } : {}), question }
}

/** How likely an answer, the same for all who lack the fact, settles a policy: each fact is tried once, for all policies together. */
function settledBy(decider: Decider, household: Household, date: string) {
  const held = decider.hold(household)
  const room = decider.room(held.members)
  const tried = new Map<Fact, ReadonlyMap<string, number>>()
  const shares = (fact: Fact): ReadonlyMap<string, number> => {
    const rows = fact.entity === 'household' ? [household.facts] : household.members.map(({ facts }) => facts)
    const give = (value: Value) => {
      rows.forEach((row, nth) => {
        if ((row[fact.name] ?? null) === null) held.put(fact, nth, value)
      })
    }
    const answers = possibleAnswers(fact, date)
    const sums = decider.policies.map(() => 0)
    for (const answer of answers) {
      give(answer)
      held.run(room)
      decider.places.forEach((place, policy) => {
        if (OUTCOMES[room[place] ?? -1] !== 'unknown')
          sums[policy] = (sums[policy] ?? 0) + chanceOf(answer, answers)
      })
    }
    give(null)
    return new Map(decider.policies.map((policy, place) => [policy, sums[place] ?? 0]))
  }
  return ({ policy }: PolicyOnDay, fact: Fact): number => {
    const known = tried.get(fact) ?? shares(fact)
    tried.set(fact, known)
    return known.get(policy.id) ?? 0
  }
}

/** How likely an answer is: rare things rarely hold, “none” is usual, all else is as likely as anything. */
function chanceOf(answer: Value, answers: readonly Value[]): number {
  if (typeof answer === 'boolean') return answer ? RARE : 1 - RARE
  if (!answers.includes('none')) return 1 / answers.length
  return answer === 'none' ? 1 - 2 * RARE : (2 * RARE) / (answers.length - 1)
}

/** What a policy weighs: money of each month most, then of each year, then once; a status that opens others in between. */
function weightOf(policy: PolicyOnDay): number {
  const payment = policy.version?.payment
  if (!payment) return 2
  return payment.per === 'month' ? 4 : payment.per === 'year' ? 3 : 2
}
