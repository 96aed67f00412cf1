import { describeNumber, describeTruth, type Sayer } from '../explain/describe.ts'
import { describeTables, type TableInWords } from '../explain/describe-table.ts'
import { say, sayFigure } from '../explain/words.ts'
import type { Bilingual, Citation } from '../screening/result.ts'
import type { ConditionDocument } from './documents.ts'
import { figureOn } from './figures.ts'
import type { Condition, Policy, Version } from './library.ts'

/** A condition in words. `source` is the formula of the file; a group has none, and says what of it must hold. */
export type ConditionInWords = {
  readonly title: Bilingual | null
  readonly text: Bilingual
  readonly source: string | null
  readonly kind: 'one' | 'all' | 'any'
  readonly cite: Citation | null
  readonly applies: boolean
  readonly of: readonly ConditionInWords[]
}

/** One version of a rule in words. */
export type VersionInWords = {
  readonly from: string
  readonly to: string | null
  readonly conditions: readonly ConditionInWords[]
  readonly amount: {
    readonly text: Bilingual
    readonly source: string
    readonly per: 'month' | 'year' | 'once'
    readonly upTo: boolean
    readonly cite: Citation
  } | null
  /** The decision tables that its conditions and its amount use. */
  readonly tables: readonly TableInWords[]
}

const GROUPS = {
  all: { zh: '以下都要符合', en: 'All of these' },
  any: { zh: '以下符合一项即可', en: 'Any of these' },
} as const

/**
 * The rule of a policy as sentences, over no household: each version with the figures that are in force on a day, or on
 * the version's last day when it ended before, on its first when it begins later.
 */
export function describeRule(policy: Policy, day: string): VersionInWords[] {
  return policy.versions.map((version, index) => {
    const document = policy.document.versions?.[index]
    const within =
      version.to !== null && version.to < day ? version.to : version.from > day ? version.from : day
    const sayer = sayerOn(policy, within)
    return {
      from: version.from,
      to: version.to,
      conditions: version.conditions.map((one, place) => inWords(one, document?.conditions[place], sayer)),
      amount: amountInWords(version, document?.amount?.formula.text ?? '', sayer),
      tables: describeTables([version.node, ...(version.payment ? [version.payment.node] : [])], sayer),
    }
  })
}

/** How the figures of a policy are said on a day. */
export function sayerOn({ figures }: Policy, day: string): Sayer {
  return {
    figure: (name, shape) => {
      const figure = figures.get(name)
      const known = figure ? figureOn(figure, day) : null
      const label = figure?.document.label ?? say(name, name)
      return sayFigure(label, known?.scaled ?? null, shape, known?.entry.verified ?? 'unverified')
    },
  }
}

function inWords(
  condition: Condition,
  document: ConditionDocument | undefined,
  sayer: Sayer,
): ConditionInWords {
  const { title, cite, applies, body } = condition
  const base = { title, cite, applies, kind: body.kind }
  if (body.kind === 'one')
    return {
      ...base,
      text: describeTruth(body.node, sayer),
      source: document?.when?.text ?? null,
      of: [],
    }
  const parts = document?.all ?? document?.any
  return {
    ...base,
    text: GROUPS[body.kind],
    source: null,
    of: body.of.map((one, place) => inWords(one, parts?.[place], sayer)),
  }
}

function amountInWords({ payment }: Version, source: string, sayer: Sayer): VersionInWords['amount'] {
  if (!payment) return null
  const { node, per, upTo, cite } = payment
  return { text: describeNumber(node, sayer), source, per, upTo, cite }
}
