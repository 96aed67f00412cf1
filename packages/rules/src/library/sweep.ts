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
 * Goes through a policy's life month by month, from the first day of its rule to `until`, and looks at the day after each end of a name or version
 * too, so that a gap within a month is found: on each of these days there must be a name and a version; figures that are unknown there are
 * reported. Overlaps cannot occur: the checker refuses them.
 */
export function sweepLibrary(library: Library, until: string): Gap[] {
  return library.policies
    .filter((policy) => policy.coverage === 'rule')
    .flatMap((policy) => sweepPolicy(policy, until))
}

function sweepPolicy(policy: Policy, until: string): Gap[] {
  const gaps = new Map<string, Gap>()
  const from = policy.document.in_force.from ?? policy.versions[0]?.from ?? until
  const to = policy.document.in_force.to ?? until
  const ends = [...policy.versions, ...policy.document.names].flatMap(({ to: end }) =>
    end ? [dayAfter(end)] : [],
  )
  const days = [...new Set([...months(from, to), ...ends.filter((day) => day >= from && day <= to)])]
  for (const day of days.sort()) {
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

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
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
