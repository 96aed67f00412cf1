import type { PolicyPage } from '@lastmile/contract'
import type { z } from 'zod'

export type PolicyData = z.infer<typeof PolicyPage>
type Figure = PolicyData['parameters'][number]

/** Something that happened to a policy on a day. */
export type PolicyEvent =
  | { readonly day: string; readonly kind: 'began' | 'ended' }
  | { readonly day: string; readonly kind: 'value' | 'valueEnds'; readonly figure: Figure }
  | {
      readonly day: string
      readonly kind: 'named'
      readonly name: { readonly zh: string; readonly en: string }
    }

const dayAfter = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

/** Everything dated about a policy, the latest first: versions, names, each value of each figure. */
export function eventsOf(policy: Pick<PolicyData, 'versions' | 'parameters' | 'names'>): PolicyEvent[] {
  const events: PolicyEvent[] = []
  for (const { from, to } of policy.versions) {
    events.push({ day: from, kind: 'began' })
    const follows = to !== null && policy.versions.some((other) => other.from === dayAfter(to))
    if (to !== null && !follows) events.push({ day: to, kind: 'ended' })
  }
  for (const figure of policy.parameters) {
    const { from, to } = figure
    if (from !== null) events.push({ day: from, kind: 'value', figure })
    const follows =
      to !== null &&
      policy.parameters.some((other) => other.name === figure.name && other.from === dayAfter(to))
    if (to !== null && !follows) events.push({ day: to, kind: 'valueEnds', figure })
  }
  for (const { zh, en, from } of policy.names)
    if (from !== null) events.push({ day: from, kind: 'named', name: { zh, en } })
  return events.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

const isOn = (day: string, { from, to }: { readonly from: string | null; readonly to: string | null }) =>
  (from === null || from <= day) && (to === null || day <= to)

/** A figure on two days. */
export interface FigurePair {
  readonly name: string
  readonly label: Figure['label']
  readonly a: Figure | null
  readonly b: Figure | null
}

/** The figures whose value differs between two days. */
export function figuresBetween(figures: readonly Figure[], a: string, b: string): FigurePair[] {
  const names = [...new Set(figures.map((figure) => figure.name))]
  return names.flatMap((name) => {
    const own = figures.filter((figure) => figure.name === name)
    const on = (day: string) => own.find((figure) => isOn(day, figure)) ?? null
    const pair = { name, label: own[0]?.label, a: on(a), b: on(b) }
    return pair.a?.value === pair.b?.value ? [] : [pair]
  })
}
