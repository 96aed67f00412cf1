import { nearest } from '@lastmile/domain/nearest'
import { describeProblem, type Library, type Problem } from '@lastmile/rules'
import {
  type ConditionNames,
  checkQuantity,
  factsOf,
  namesAt,
  RuleError,
  readYaml,
  type TruthNode,
} from '@lastmile/rules/conditions'
import { type Fraction, readFraction } from '../alkire-foster/fraction.ts'
import { weightsOf } from '../alkire-foster/weights.ts'
import type { Instrument } from '../instruments/document.ts'
import { scoreFacts } from '../instruments/score-facts.ts'
import { conditionOf } from './condition-of.ts'
import { type SchemeDocument, schemeDocument } from './document.ts'
import type { Dimension, Indicator, Override, Scheme } from './scheme.ts'

/** Bits that a cell has for indicators. */
const MOST_INDICATORS = 30

/** One scheme's file. */
export type SchemeFile = { readonly path: string; readonly text: string; readonly hash?: string }

/** A scheme that was refused, with everything that is wrong in it. */
export class SchemeError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.problems = problems
  }
}

/** Reads and checks a scheme over a library's facts and figures and the scores of instruments. Throws `SchemeError`. */
export function loadScheme(file: SchemeFile, library: Library, instruments: readonly Instrument[]): Scheme {
  const problems: RuleError[] = []
  const gather = <T>(work: () => T): T | null => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      problems.push(error)
      return null
    }
  }
  const document = gather(() => readYaml(file.path, file.text, schemeDocument))
  if (!document) throw new SchemeError(problems.map((error) => error.problem))
  const names = namesAt(library, document.place, scoreFacts(instruments))
  const find = placesIn(file)
  const fail = (message: string, at: string, fix?: string) => problems.push(find(message, at, fix))
  checkNames(document, fail)
  for (const { id, indicators: own } of document.dimensions)
    if (own.every(({ off }) => off))
      fail(`${id}: every indicator is switched off`, `id: ${id}`, 'leave one on, or take the dimension out')
  const dimensions = readDimensions(document, names, gather)
  const overrides = document.overrides.flatMap(({ id, name, tier, when }): Override[] => {
    const node = gather(() => conditionOf(when, names))
    if (!document.tiers.some((one) => one.tier === tier)) fail(`there is no tier ${tier}`, id)
    return node ? [{ id, name, tier, when: node, protected: isProtected([node]) }] : []
  })
  const lines = document.tiers.map((one, place) => {
    const atLeast = readFraction(one.at_least)
    if (!atLeast) fail(`"${one.at_least}" is no fraction; write 1/3 or 0.3`, 'tiers:')
    if (one.tier !== place + 1) fail(`tiers go from 1, the gravest, on: here stands ${one.tier}`, 'tiers:')
    return { tier: one.tier, atLeast: atLeast ?? NOUGHT }
  })
  lines.forEach(({ atLeast }, place) => {
    const above = lines[place - 1]?.atLeast
    if (above && atLeast.top * above.bottom >= above.top * atLeast.bottom)
      fail(
        `tier ${place + 1} begins no lower than tier ${place}`,
        'tiers:',
        'thresholds fall from tier to tier',
      )
  })
  if (lines.at(-1)?.atLeast.top !== 0)
    fail('the last tier begins at 0, so that every household has one', 'tiers:')
  const k = readFraction(document.poverty_line)
  if (!k || k.top === 0 || k.top > k.bottom)
    fail(`"${document.poverty_line}" is no poverty line between 0 and 1`, 'poverty_line')
  const indicators = dimensions.flatMap((one) => one.indicators)
  if (indicators.length > MOST_INDICATORS)
    fail(`${indicators.length} indicators; at most ${MOST_INDICATORS} fit`, 'dimensions:')
  if (problems.length > 0) throw new SchemeError(problems.map((error) => error.problem))
  const parts = document.dimensions.map((one) => ({
    parts: one.parts,
    indicators: one.indicators.filter(({ off }) => !off).map((indicator) => indicator.parts),
  }))
  const nodes = [
    ...indicators.flatMap(({ applies, when, value }) => [applies, when, value?.node ?? null]),
    ...overrides.map(({ when }) => when),
  ].flatMap((node) => node ?? [])
  return {
    id: document.id,
    file: file.path,
    hash: file.hash ?? null,
    document,
    names,
    k: k ?? NOUGHT,
    dimensions,
    indicators,
    parts,
    weights: weightsOf(parts),
    tiers: lines,
    overrides,
    facts: factsOf(nodes),
    withheld: false,
  }
}

const NOUGHT: Fraction = { top: 0, bottom: 1 }
type Gather = <T>(work: () => T) => T | null

function readDimensions(document: SchemeDocument, names: ConditionNames, gather: Gather): Dimension[] {
  let bit = 0
  return document.dimensions.map((dimension): Dimension => {
    const indicators = dimension.indicators.flatMap((one): Indicator[] => {
      if (one.off) return []
      const when = gather(() => conditionOf(one.when, names))
      const applies = one.applies ? gather(() => conditionOf(one.applies?.when ?? one.when, names)) : null
      const shown = one.value
      const node = shown ? gather(() => checkQuantity(shown.formula, names)) : null
      if (!when || (one.applies && !applies) || (shown && !node)) return []
      return [
        {
          id: one.id,
          dimension: dimension.id,
          bit: bit++,
          name: one.name,
          cutoff: one.cutoff,
          applies,
          when,
          value: shown && node ? { node, unit: shown.unit } : null,
          protected: isProtected([when, ...(applies ? [applies] : [])]),
        },
      ]
    })
    return { id: dimension.id, name: dimension.name, parts: dimension.parts, indicators }
  })
}

function isProtected(nodes: readonly TruthNode[]): boolean {
  return [...factsOf(nodes)].some((fact) => fact.sensitivity === 'protected')
}

function checkNames(
  document: SchemeDocument,
  fail: (message: string, at: string, fix?: string) => void,
): void {
  const tiers = new Set(document.tiers.map((one) => one.tier))
  const dimensions = document.dimensions.map((one) => one.id)
  const lists = [
    dimensions,
    document.dimensions.flatMap((one) => one.indicators.map((indicator) => indicator.id)),
    document.overrides.map((one) => one.id),
    document.services.map((one) => one.id),
    document.groups.map((one) => one.id),
  ]
  for (const list of lists)
    for (const [place, id] of list.entries())
      if (list.indexOf(id) < place) fail(`the id ${id} stands twice`, `id: ${id}`)
  for (const { id, tiers: of } of [...document.services, ...document.groups])
    for (const tier of of) if (!tiers.has(tier)) fail(`${id}: there is no tier ${tier}`, `id: ${id}`)
  for (const service of document.services)
    for (const name of service.dimensions ?? []) {
      if (dimensions.includes(name)) continue
      const near = nearest(name, dimensions)
      fail(`there is no dimension "${name}"`, name, near ? `did you mean "${near}"?` : undefined)
    }
}

/** Makes problems at the place of a text in the file. */
function placesIn({ path, text }: SchemeFile) {
  const lines = text.split('\n')
  return (message: string, at: string, fix?: string): RuleError => {
    const line = lines.findLastIndex((one) => one.includes(at))
    const column = line < 0 ? 0 : (lines[line]?.indexOf(at) ?? 0)
    const place = { file: path, line: Math.max(0, line) + 1, column: column + 1 }
    return new RuleError({ code: 'scheme', message, ...place, ...(fix ? { fix } : {}) })
  }
}
