import { closures } from '../backends/closure/compile.ts'
import type { Numeral, Test } from '../backends/closure/machine.ts'
import type { FigureOnDay } from '../explain/walker.ts'
import { inForceOn, isWithin } from '../library/days.ts'
import { figuresOn } from '../library/figures.ts'
import type { Library, Policy, Version } from '../library/library.ts'
import type { Bilingual } from './result.ts'

/** A policy as it stands on one day: its name, its rule, its figures, and the closures made from them. */
export type PolicyOnDay = {
  readonly policy: Policy
  readonly name: Bilingual
  /** `ended`: no longer in force. `no-version`: the library holds no rule for the day. `guide`: it never has one. */
  readonly state: 'rule' | 'guide' | 'ended' | 'no-version'
  readonly version: Version | null
  readonly figure: (name: string) => FigureOnDay
  readonly test: Test | null
  readonly pay: Numeral | null
}

const made = new WeakMap<Library, Map<string, readonly PolicyOnDay[]>>()
/** Days whose closures are kept per library: batches come with few days, and each is small. */
const KEPT = 64

/** The library on one day, compiled once and kept. */
export function libraryOn(library: Library, day: string): readonly PolicyOnDay[] {
  const days = made.get(library) ?? new Map<string, readonly PolicyOnDay[]>()
  made.set(library, days)
  const known = days.get(day)
  if (known) return known
  const policies = library.policies.map((policy) => policyOn(policy, day))
  if (days.size >= KEPT) days.delete(days.keys().next().value ?? '')
  days.set(day, policies)
  return policies
}

function policyOn(policy: Policy, day: string): PolicyOnDay {
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
  const compiler = closures(figures.values)
  const active = state === 'rule' ? version : null
  return {
    policy,
    name,
    state,
    version: active,
    figure,
    test: active ? compiler.truth(active.node) : null,
    pay: active?.payment ? compiler.number(active.payment.node).top : null,
  }
}
