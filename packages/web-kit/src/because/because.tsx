import type { Because as BecauseNode, FactOrigin } from '@lastmile/contract'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { useText, useWords } from '../language/language-context.tsx'
import {
  type BecauseLine,
  type BecauseMark,
  becauseLines,
  keyInTree,
  openAtFirst,
  visibleLines,
} from './because-lines.ts'
import { words } from './words.ts'

/** A fact of a line as a reader sees it: what it is called and what it is. */
export interface FactInWords {
  readonly label: string
  readonly value: string | null
}

export interface BecauseProps {
  readonly tree: BecauseNode
  /** What the tree explains, for screen readers: `为什么可能符合低保`. */
  readonly label: string
  /** Names and values of facts from the dictionary; without it the names stand as they are. */
  readonly describe?: (fact: string, value: unknown) => FactInWords
  /** Names of the household's members by id. */
  readonly memberName?: (member: string) => string | null
  /** Makes an unknown fact a question that can be answered here. */
  readonly onAsk?: (fact: string, member: string | undefined) => void
  /** Leads to the import that brought a fact: gets the words of its source, gives the link. */
  readonly toImport?: (origin: FactOrigin, source: string) => ReactNode
}

const MARKS: Record<BecauseMark, string> = { yes: '✓', no: '✕', unknown: '?', value: '·' }

/**
 * Opens an answer: sentence, tick, cross or question mark, fact with its source and day, clause with how sure we are.
 * Keyboard as in the WAI-ARIA tree pattern; printed fully opened.
 */
export function Because(props: BecauseProps): ReactNode {
  const lines = useMemo(() => becauseLines(props.tree), [props.tree])
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(lines))
  const [focus, setFocus] = useState('0')
  const list = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => new Set(visibleLines(lines, open).map((line) => line.path)), [lines, open])
  const focusable = shown.has(focus) ? focus : '0'

  const toggle = (path: string) => {
    const next = new Set(open)
    if (!next.delete(path)) next.add(path)
    setOpen(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (lineUnder(event.target) === null) return
    const step = keyInTree(event.key, focusable, lines, open)
    if (!step) return
    event.preventDefault()
    if (step.toggle !== null) toggle(step.toggle)
    setFocus(step.focus)
    list.current?.querySelector<HTMLElement>(`[data-path="${step.focus}"]`)?.focus()
  }

  const onClick = (event: MouseEvent) => {
    const path = lineUnder(event.target)
    if (path === null) return
    setFocus(path)
    if (lines.some((line) => line.path === path && line.children.length > 0)) toggle(path)
  }

  return (
    <div
      className="because"
      role="tree"
      tabIndex={-1}
      aria-label={props.label}
      ref={list}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {lines.map((line) => (
        <Line
          key={line.path}
          line={line}
          {...props}
          hidden={!shown.has(line.path)}
          opened={open.has(line.path)}
          tabbable={line.path === focusable}
        />
      ))}
    </div>
  )
}

/** The line that an event happened in, or null inside a button or link, which does its own work. */
function lineUnder(target: EventTarget): string | null {
  if (!(target instanceof HTMLElement) || target.closest('button, a')) return null
  return target.closest<HTMLElement>('[data-path]')?.dataset.path ?? null
}

interface LineProps extends BecauseProps {
  readonly line: BecauseLine
  readonly hidden: boolean
  readonly opened: boolean
  readonly tabbable: boolean
}

function Line({ line, hidden, opened, tabbable, ...props }: LineProps): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { node } = line
  const branch = line.children.length > 0
  const value = typeof node.value === 'number' || typeof node.value === 'string' ? String(node.value) : null
  return (
    <div
      role="treeitem"
      data-path={line.path}
      aria-level={line.depth + 1}
      aria-setsize={line.siblings}
      aria-posinset={line.position}
      {...(branch ? { 'aria-expanded': opened } : {})}
      tabIndex={tabbable ? 0 : -1}
      className={`because-line because-${line.mark}${hidden ? ' because-hidden' : ''}`}
      style={{ '--because-depth': line.depth } as React.CSSProperties}
    >
      <span className="because-mark" aria-hidden="true">
        {MARKS[line.mark]}
      </span>
      <div className="because-body">
        <span className="because-word">{say(line.mark)}</span>
        <span className="because-sentence">{text(node.text)}</span>
        {value !== null && <span className="because-value">{value}</span>}
        {(node.facts ?? []).map((fact) => (
          <FactLine key={`${fact.fact}/${fact.member ?? ''}`} fact={fact} {...props} />
        ))}
        {node.citation && <Clause citation={node.citation} />}
      </div>
      {branch && (
        <span className="because-twist" aria-hidden="true">
          {opened ? '▾' : '▸'}
        </span>
      )}
    </div>
  )
}

function FactLine({
  fact,
  describe,
  memberName,
  onAsk,
  toImport,
}: BecauseProps & { readonly fact: NonNullable<BecauseNode['facts']>[number] }): ReactNode {
  const say = useWords(words)
  const plain =
    fact.value === true ? say('yesValue') : fact.value === false ? say('noValue') : (fact.value ?? null)
  const described = describe?.(fact.fact, fact.value) ?? {
    label: fact.fact,
    value: plain === null ? null : String(plain),
  }
  const who = fact.member === undefined ? null : (memberName?.(fact.member) ?? null)
  const from = fact.source === undefined ? null : say('from', { source: fact.source })
  const source = from !== null && fact.origin && toImport ? toImport(fact.origin, from) : from
  const hasTrail = source !== null || fact.day !== undefined
  return (
    <div className="because-fact">
      <span className="because-fact-name">
        {who === null ? '' : `${who} · `}
        {described.label}
      </span>
      {described.value === null ? (
        onAsk ? (
          <button type="button" className="because-ask" onClick={() => onAsk(fact.fact, fact.member)}>
            {say('factUnknown')}
          </button>
        ) : (
          <span className="because-fact-unknown">{say('factUnknown')}</span>
        )
      ) : (
        <span className="because-fact-value">{described.value}</span>
      )}
      {hasTrail && (
        <span className="because-trail">
          {source}
          {source !== null && fact.day !== undefined && ' · '}
          {fact.day}
        </span>
      )}
    </div>
  )
}

function Clause({ citation }: { readonly citation: NonNullable<BecauseNode['citation']> }): ReactNode {
  const say = useWords(words)
  const grade = {
    verified: say('verified'),
    'second-hand': say('secondHand'),
    unverified: say('unverified'),
  }[citation.verified]
  return (
    <div className="because-clause">
      <cite>{[citation.document, citation.number, citation.clause].filter(Boolean).join(' ')}</cite>
      <span className={`because-grade because-grade-${citation.verified}`}>{grade}</span>
    </div>
  )
}
