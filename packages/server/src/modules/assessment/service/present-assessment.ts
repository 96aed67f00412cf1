import type { AssessedDimension, Because, MissingAnswer } from '@lastmile/contract'
import { type Assessment, type Scheme, scoreOf } from '@lastmile/measure'
import type { Fact, MissingFact } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { maySeeFacts, presentTree, type SourceOf } from '../../households/index.ts'

/** Who looks at an assessment, and what it may be told. */
export interface Reader {
  readonly mayProtected: boolean
  readonly sourceOf: SourceOf
  readonly tx: Tx
  readonly facts: readonly Fact[]
}

const HIDDEN = { zh: '受保护的情况，由专业人员掌握', en: 'Protected: known to those who counsel' }

/** The dimensions; what rests on something protected says so and no more. */
export function presentDimensions(
  assessment: Assessment,
  scheme: Scheme,
  reader: Reader,
  street: ReadonlyMap<string, { median: number; mean: number }>,
  before: number | null,
): z.infer<typeof AssessedDimension>[] {
  const see = maySeeFacts(reader.tx, reader.facts)
  return assessment.dimensions.map((dimension) => {
    const own = scheme.dimensions.find(({ id }) => id === dimension.id)?.indicators ?? []
    const seen = reader.mayProtected ? own : own.filter((one) => !one.protected)
    const mask = seen.reduce((all, { bit }) => all | (1 << bit), 0)
    const depthOf = (bits: number) => scoreOf(bits & mask, scheme.weights) / scheme.weights.denominator
    const { deprived, unknown } = assessment.bits
    const shown = seen.length > 0
    const states = dimension.indicators.filter((one) => reader.mayProtected || !one.protected)
    return {
      id: dimension.id,
      name: dimension.name,
      deprived: states.some((one) => one.deprived === true)
        ? true
        : shown && states.every((one) => one.deprived === false)
          ? false
          : null,
      weight: dimension.weight,
      // Without what is protected: the reader's bars tell no more than the sentences beside them.
      depth: shown ? { lower: depthOf(deprived), upper: depthOf(deprived | unknown) } : null,
      street: street.get(dimension.id) ?? { median: 0, mean: 0 },
      before: before === null || !shown ? null : depthOf(before),
      indicators: dimension.indicators.map((one) => {
        const hidden = one.protected && !reader.mayProtected
        return {
          id: one.id,
          name: one.name,
          cutoff: one.cutoff,
          value: hidden ? null : one.value,
          unit: one.unit,
          deprived: hidden ? null : one.deprived,
          applies: hidden ? null : one.applies,
          weight: one.weight,
          because: hidden
            ? {
                text: { zh: `${one.name.zh}：${HIDDEN.zh}`, en: `${one.name.en}: ${HIDDEN.en}` },
                value: null,
              }
            : presentTree(one.because, see, reader.sourceOf),
          hidden,
        }
      }),
    }
  })
}

/** The reasons of the tier as one tree; protected dimensions and overrides stand there by a word. */
export function presentReasons(assessment: Assessment, scheme: Scheme, reader: Reader): Because {
  const see = maySeeFacts(reader.tx, reader.facts)
  const tree = presentTree(assessment.because, see, reader.sourceOf)
  if (reader.mayProtected) return tree
  const guarded = new Set([
    ...scheme.overrides.filter((one) => one.protected).map((one) => one.name.zh),
    ...scheme.dimensions
      .filter((one) => one.indicators.some((indicator) => indicator.protected))
      .map((one) => one.name.zh),
  ])
  const hides = (text: string) => [...guarded].some((name) => text.startsWith(`${name}：`))
  const named = [...guarded].some((name) => tree.text.zh.includes(`：${name}（`))
  return {
    ...tree,
    ...(named
      ? { text: { zh: '因受保护的情况定级', en: 'The tier rests on a protected circumstance' } }
      : {}),
    children: (tree.children ?? []).map((child) =>
      hides(child.text.zh) ? { text: HIDDEN, value: null } : child,
    ),
  }
}

/** What is missing, with the member's name and the instrument that would tell. Protected questions are for those who may ask them. */
export function presentMissing(
  missing: readonly MissingFact[],
  reader: Pick<Reader, 'mayProtected' | 'facts'>,
  names: ReadonlyMap<string, string>,
): z.infer<typeof MissingAnswer>[] {
  const guarded = new Set(
    reader.facts.filter((fact) => fact.sensitivity === 'protected').map((fact) => fact.name),
  )
  return missing
    .filter((one) => reader.mayProtected || !guarded.has(one.fact))
    .map((one) => ({
      fact: one.fact,
      entity: one.entity,
      ...(one.member ? { member: one.member } : {}),
      memberName: one.member ? (names.get(one.member) ?? null) : null,
      question: one.question,
      instrument: one.fact.startsWith('score_') ? one.fact.slice(6).replaceAll('_', '-') : null,
    }))
}
