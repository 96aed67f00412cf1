import type { FigureOnDay } from '../explain/walker.ts'
import { inForceOn, isWithin } from '../library/days.ts'
import { figuresOn } from '../library/figures.ts'
import type { Library, Policy, Version } from '../library/library.ts'
import type { Bilingual } from './result.ts'

/** A policy as it stands on one day: its name, its rule, its figures. */
export type PolicyOnDay = {
  readonly policy: Policy
  readonly name: Bilingual
  /** `ended`: no longer in force. `no-version`: the library holds no rule for the day. `guide`: it never has one. */
  readonly state: 'rule' | 'guide' | 'ended' | 'no-version'
  readonly version: Version | null
  readonly figure: (name: string) => FigureOnDay
}

/** Days that are kept per library: more than there are within reach of an announcement. */
const KEPT = 128

/** Makes something of a library (or a policy) and a day once, and keeps it as long as that. */
export function keptByDay<Of extends object, T>(
  make: (of: Of, day: string) => T,
): (of: Of, day: string) => T {
  const made = new WeakMap<Of, Map<string, T>>()
  return (of, day) => {
    const days = made.get(of) ?? new Map<string, T>()
    made.set(of, days)
    const known = days.get(day)
    if (known !== undefined) return known
    const fresh = make(of, day)
    if (days.size >= KEPT) days.delete(days.keys().next().value ?? '')
    days.set(day, fresh)
    return fresh
  }
}

const policyOn: (policy: Policy, day: string) => PolicyOnDay = keptByDay((policy, day) =>
  policyMadeFor(policy, day),
)

/** The library on one day, made once and kept. Libraries that share policies share what is made of them. */
export const libraryOn: (library: Library, day: string) => readonly PolicyOnDay[] = keptByDay(
  (library, day) => library.policies.map((policy) => policyOn(policy, day)),
)

function policyMadeFor(policy: Policy, day: string): PolicyOnDay {
  const { names, in_force: force } = policy.document
  const named = inForceOn(names, day) ?? names.at(-1)
  const name = { zh: named?.zh ?? policy.id, en: named?.en ?? policy.id }
  const version = inForceOn(policy.versions, day)
  const ended = force.to !== null && force.to < day
  const state =
    policy.coverage === 'guide'
      ? 'guide'
      : ended
        ? 'ended'
        : version && isWithin(day, force)
          ? 'rule'
          : 'no-version'
  const figures = figuresOn(policy.figures, day)
  const figure = (key: string): FigureOnDay => figures.use(key, policy.id)
  const active = state === 'rule' ? version : null
  return {
    policy,
    name,
    state,
    version: active,
    figure,
  }
}
