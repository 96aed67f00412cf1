import type { WhatIfScenario } from '@lastmile/contract'
import { type Library, overviewOn } from '@lastmile/rules'
import { type FigureChange, rulesOn } from '@lastmile/rules/population'
import type { z } from 'zod'

type View = z.infer<typeof WhatIfScenario>

/** A question with the names and values of its day: it reads the same when the library has long changed. */
export type SavedQuestion = Pick<View, 'policies' | 'changes' | 'unverified'>

/** Describes a question by the library that it was reckoned with. */
export function savedQuestion(
  library: Library,
  date: string,
  policies: readonly string[],
  changes: readonly FigureChange[],
): SavedQuestion {
  const overviews = new Map(overviewOn(library, date).map((one) => [one.id, one]))
  const figure = (policy: string, name: string) => {
    const document = library.byId.get(policy)?.figures.get(name)?.document
    const parameter = overviews.get(policy)?.parameters.find((one) => one.name === name)
    return {
      label: document?.label ?? { zh: name, en: name },
      unit: document?.unit ?? '',
      type: document?.type ?? ('money' as const),
      value: parameter?.value ?? null,
      verified: parameter?.verified ?? ('unverified' as const),
    }
  }
  const rests = new Map<string, View['unverified'][number]>()
  for (const policy of policies)
    for (const { name } of overviews.get(policy)?.parameters ?? []) {
      const { label, unit, value, verified } = figure(policy, name)
      if (verified !== 'verified') rests.set(`${label.zh} ${unit}`, { label, unit, value, verified })
    }
  return {
    policies: rulesOn(library, date, policies).map(({ policy, name, version }) => ({
      id: policy.id,
      name,
      per: version?.payment?.per ?? null,
    })),
    changes: changes.map(({ policy, parameter, value }) => {
      const { value: before, ...words } = figure(policy, parameter)
      return { policy, parameter, value, before, ...words }
    }),
    unverified: [...rests.values()],
  }
}
