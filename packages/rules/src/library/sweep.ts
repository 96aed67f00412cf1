import { inForceOn } from './days.ts'
import { figureOn } from './figures.ts'
import type { Library, Policy } from './library.ts'
import { figuresUsed } from './overview.ts'

/** A stretch of months, in the life of a policy, in which something is not known. */
export type Gap = {
  readonly policy: string
  readonly kind: 'rule' | 'name' | 'figure'
  readonly what: string
  readonly from: string
  readonly to: string
}

/**
 * Goes through a policy's life month by month, from the first day of its rule to `until`: on each first of the month there must be
 * a name and a version; figures that are unknown there are reported. Overlaps cannot occur: the checker refuses them.
 */
export function sweepLibrary(library: Library, until: string): Gap[] {
  return library.policies
    .filter((policy) => policy.coverage === 'rule')
    .flatMap((policy) => sweepPolicy(policy, until))
}

function sweepPolicy(policy: Policy, until: string): Gap[] {
  const gaps = new Map<string, Gap>()
  for (const day of months(
    policy.document.in_force.from ?? policy.versions[0]?.from ?? until,
    policy.document.in_force.to ?? until,
  )) {
    const note = (kind: Gap['kind'], what: string) => {
      const key = `${kind} ${what}`
      gaps.set(key, { policy: policy.id, kind, what, from: gaps.get(key)?.from ?? day, to: day })
    }
    if (!inForceOn(policy.document.names, day)) note('name', 'name')
    const version = inForceOn(policy.versions, day)
    if (!version) note('rule', 'version')
    else
      for (const name of figuresUsed(version)) {
        const figure = policy.figures.get(name)
        if (figure && !figureOn(figure, day)) note('figure', name)
      }
  }
  return [...gaps.values()]
}

/** The first day of each month between two days. */
export function months(from: string, to: string): string[] {
  const days: string[] = []
  let [year, month] = from.split('-').map(Number) as [number, number]
  for (;;) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`
    if (day > to) return days
    if (day >= from) days.push(day)
    month = (month % 12) + 1
    if (month === 1) year++
  }
}
