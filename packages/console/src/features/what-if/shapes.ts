import type {
  WhatIfChange,
  WhatIfFigure,
  WhatIfPart,
  WhatIfPolicy,
  WhatIfResult,
  WhatIfScenario,
} from '@lastmile/contract'
import type { z } from 'zod'

export type Policy = z.infer<typeof WhatIfPolicy>
export type Figure = z.infer<typeof WhatIfFigure>
export type Change = z.infer<typeof WhatIfChange>
export type Part = z.infer<typeof WhatIfPart>
export type Result = z.infer<typeof WhatIfResult>
export type Scenario = z.infer<typeof WhatIfScenario>

/** A figure of the chosen policies, once: the policy it is changed by, and the others that share it. */
export interface ChosenFigure {
  readonly policy: Policy
  readonly figure: Figure
  /** Chosen policies that change with it. */
  readonly with: readonly Policy[]
  /** Policies that rest on it and are not chosen: for them nothing is reckoned. */
  readonly without: readonly string[]
}

/** The figures of the chosen policies in their order. */
export function chosenFigures(chosen: readonly Policy[]): ChosenFigure[] {
  const seen = new Set<string>()
  return chosen.flatMap((policy) =>
    policy.figures.flatMap((figure): ChosenFigure[] => {
      if (seen.has(`${policy.id}.${figure.name}`)) return []
      for (const id of [policy.id, ...figure.sharedWith]) seen.add(`${id}.${figure.name}`)
      const ids = new Set(chosen.map(({ id }) => id))
      return [
        {
          policy,
          figure,
          with: chosen.filter(({ id }) => figure.sharedWith.includes(id)),
          without: figure.sharedWith.filter((id) => !ids.has(id)),
        },
      ]
    }),
  )
}

/** `dibao.dibao_standard=1800,…` as changes; what cannot be read is left out. */
export function changesOf(text: string | undefined): Change[] {
  return (text ?? '').split(',').flatMap((part) => {
    const [, policy, parameter, value] = /^([^.=]+)\.([^.=]+)=(\d+(?:\.\d+)?)$/.exec(part) ?? []
    return policy && parameter && value ? [{ policy, parameter, value: Number(value) }] : []
  })
}

/** Changes as they stand in an address. */
export function textOfChanges(changes: readonly Change[]): string | undefined {
  if (changes.length === 0) return undefined
  return changes.map(({ policy, parameter, value }) => `${policy}.${parameter}=${value}`).join(',')
}
