import type { RulePart, RuleVersion } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { RuleTables } from './rule-table.tsx'
import { words } from './words.ts'

export type Version = z.infer<typeof RuleVersion>

/** The versions of an answer. The tree of conditions travels as JSON, whose type is lost on the way. */
export function versionsOf(versions: readonly unknown[]): Version[] {
  return versions as Version[]
}

/** Every single condition of a version, in the order of the file. */
export function leavesOf(parts: readonly RulePart[]): RulePart[] {
  return parts.flatMap((part) => (part.kind === 'one' ? [part] : leavesOf(part.of)))
}

/** A rule as people read it: sentences, groups indented, each with its clause. */
export function RuleInWords({
  version,
  beside,
}: {
  readonly version: Version
  /** What stands beside a condition, by its place among all of the version. */
  readonly beside?: (part: { readonly source: string | null }, place: number) => ReactNode
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { amount } = version
  const places = leavesOf(version.conditions)
  return (
    <>
      <RuleList parts={version.conditions} placeOf={(part) => places.indexOf(part)} beside={beside} />
      {amount && (
        <p className="lm-rule-amount">
          <b>
            {say('amount')}（{say(`per_${amount.per}`)}）
          </b>{' '}
          {text(amount.text)} {amount.clause && <small className="lm-soft">{amount.clause}</small>}{' '}
          {beside?.({ source: amount.source }, places.length)}
        </p>
      )}
      <RuleTables version={version} />
    </>
  )
}

function RuleList({
  parts,
  placeOf,
  beside,
}: {
  readonly parts: readonly RulePart[]
  readonly placeOf: (part: RulePart) => number
  readonly beside: ((part: RulePart, place: number) => ReactNode) | undefined
}): ReactNode {
  const text = useText()
  return (
    <ul className="lm-rule">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name, and two may read alike
        <li key={index}>
          {part.title && <b>{text(part.title)} </b>}
          <span className={part.kind === 'one' ? '' : 'lm-soft'}>{text(part.text)}</span>{' '}
          {part.kind === 'one' && part.clause && <small className="lm-soft">{part.clause}</small>}{' '}
          {part.kind === 'one' && beside?.(part, placeOf(part))}
          {part.of.length > 0 && <RuleList parts={part.of} placeOf={placeOf} beside={beside} />}
        </li>
      ))}
    </ul>
  )
}
