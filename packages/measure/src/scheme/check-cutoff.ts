import type { Fact, Problem } from '@lastmile/rules'
import { RuleError } from '@lastmile/rules/conditions'
import { conditionOf } from './condition-of.ts'
import type { Scheme } from './scheme.ts'

type Bilingual = { readonly zh: string; readonly en: string }

/** A number that stands in a comparison of a cut-off: what an official moves without touching the rest. Offsets in its text. */
export type CutoffNumber = {
  readonly from: number
  readonly to: number
  readonly value: number
  /** The comparison in words. */
  readonly label: Bilingual
}

/** What a cut-off as typed is: what is wrong with it (line and column within it), or the numbers that can be moved. */
export type CheckedCutoff = {
  readonly problems: readonly Problem[]
  readonly numbers: readonly CutoffNumber[]
}

/** Checks a cut-off as somebody types it, against the names that the scheme sees. */
export function checkCutoff(scheme: Pick<Scheme, 'names'>, text: string): CheckedCutoff {
  try {
    const node = conditionOf({ file: '', text, line: 1, column: 1 }, scheme.names)
    const numbers = numbersIn(node, null).map(({ at, within }) => ({
      ...at,
      value: Number(text.slice(at.from, at.to)),
      label: inWords(text.slice(within.from, within.to), scheme.names),
    }))
    return { problems: [], numbers: numbers.filter(({ value }) => Number.isFinite(value)) }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return { problems: [error.problem], numbers: [] }
  }
}

type Place = { readonly from: number; readonly to: number }
type AnyNode = { readonly kind: string; readonly at: Place }

/** Where parts of a node stand; what a name stands for was written elsewhere. */
const WITHIN = ['of', 'left', 'right', 'test', 'filter', 'then', 'otherwise', 'numbers'] as const

function numbersIn(node: AnyNode, comparison: Place | null): { at: Place; within: Place }[] {
  if (node.kind === 'named' || node.kind === 'fact') return []
  if (node.kind === 'number') return comparison ? [{ at: node.at, within: comparison }] : []
  const inside = node.kind === 'compare' || node.kind === 'number-in' ? node.at : comparison
  const parts = node as unknown as Readonly<Record<string, unknown>>
  return WITHIN.flatMap((key) => {
    const part = parts[key]
    if (part === null || typeof part !== 'object') return []
    const list = (Array.isArray(part) ? part : [part]) as AnyNode[]
    return list.flatMap((one) => (typeof one === 'object' && 'kind' in one ? numbersIn(one, inside) : []))
  })
}

/** A comparison with the labels of facts and figures in place of their names. */
function inWords(text: string, { facts, figures }: Scheme['names']): Bilingual {
  const said = (language: 'zh' | 'en') =>
    text.replace(
      /\b(?:([a-z]\w*)\.)?([a-z]\w*)\b/g,
      (whole: string, subject: string | undefined, name: string) => {
        const fact: Fact | undefined =
          subject === 'household'
            ? facts.household.get(name)
            : (facts.person.get(name) ?? facts.household.get(name))
        const figure = subject === undefined ? figures.get(name)?.document : undefined
        const label = fact?.label ?? figure?.label
        return label ? label[language] : whole
      },
    )
  const signs = (words: string) =>
    words.replaceAll('>=', '≥').replaceAll('<=', '≤').replaceAll('!=', '≠').replaceAll('*', '×').trim()
  return { zh: signs(said('zh')), en: signs(said('en')) }
}
