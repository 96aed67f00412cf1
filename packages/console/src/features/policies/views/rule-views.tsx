import type { RulePart } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { RuleTables } from '../desk/rule-table.tsx'
import { RuleInWords, type Version } from '../desk/rule-words.tsx'
import { words } from './words.ts'

function useSpan() {
  const say = useWords(words)
  return ({ from, to }: Version) =>
    to === null ? say('versionDays', { from }) : say('versionUntil', { from, to })
}

/** The rule as sentences, the newest version first. */
export function RuleView({ versions }: { readonly versions: readonly Version[] }): ReactNode {
  const say = useWords(words)
  const span = useSpan()
  if (versions.length === 0) return <p>{say('noRule')}</p>
  return versions.toReversed().map((version) => (
    <section key={version.from} className="lm-panel">
      <h3>{span(version)}</h3>
      <RuleInWords version={version} />
    </section>
  ))
}

interface Row {
  readonly no: string
  readonly part: RulePart
}

function rowsOf(parts: readonly RulePart[], above = ''): Row[] {
  return parts.flatMap((part, index) => {
    const no = `${above}${index + 1}`
    return [{ no, part }, ...rowsOf(part.of, `${no}.`)]
  })
}

/** The rule as a table: each condition with its formula and clause, numbered as it is nested. */
export function TableView({ versions }: { readonly versions: readonly Version[] }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const span = useSpan()
  if (versions.length === 0) return <p>{say('noRule')}</p>
  return versions.toReversed().map((version) => (
    <section key={version.from}>
      <h3>{span(version)}</h3>
      <div className="lm-table-frame">
        <table className="lm-table">
          <thead>
            <tr>
              <th scope="col">{say('number')}</th>
              <th scope="col">{say('condition')}</th>
              <th scope="col">{say('formula')}</th>
              <th scope="col">{say('clause')}</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(version.conditions).map(({ no, part }) => (
              <tr key={no}>
                <td className="lm-table-short">{no}</td>
                <td className="lm-table-primary">
                  {part.title && <b>{text(part.title)} </b>}
                  {part.kind === 'one' ? text(part.text) : <i>{text(part.text)}</i>}
                </td>
                <td data-label={say('formula')}>{part.source && <code>{part.source}</code>}</td>
                <td data-label={say('clause')}>{part.clause}</td>
              </tr>
            ))}
            {version.amount && (
              <tr>
                <td className="lm-table-short">{say('amount')}</td>
                <td className="lm-table-primary">{text(version.amount.text)}</td>
                <td data-label={say('formula')}>
                  <code>{version.amount.source}</code>
                </td>
                <td data-label={say('clause')}>{version.amount.clause}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <RuleTables version={version} />
    </section>
  ))
}

/** The version in force on a day, else the newest. */
export function versionOn(versions: readonly Version[], day: string): Version | undefined {
  return versions.find(({ from, to }) => from <= day && (to === null || day <= to)) ?? versions.at(-1)
}

/** The way of a decision from top to bottom: each condition a box, yes goes on, no leaves to the side. */
export function FlowView({
  version,
  name,
}: {
  readonly version: Version | undefined
  readonly name: string
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  if (!version) return <p>{say('noRule')}</p>
  return (
    <figure className="lm-flow" aria-label={say('flowLabel', { name })}>
      <div className="lm-flow-end">{say('start')}</div>
      {version.conditions.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name, and two may read alike
        <div key={index} className="lm-flow-step">
          <div className="lm-flow-row">
            <FlowBox part={part} />
            <div className="lm-flow-no">
              <span>{say('no')} →</span>
              <div className="lm-flow-end" data-no="true">
                {say(part.applies ? 'notFor' : 'notEntitled')}
              </div>
            </div>
          </div>
          <span className="lm-flow-yes">↓ {say('yes')}</span>
        </div>
      ))}
      <div className="lm-flow-end" data-yes="true">
        {say('entitled')}
        {version.amount && <small> {text(version.amount.text)}</small>}
      </div>
    </figure>
  )
}

function FlowBox({ part }: { readonly part: RulePart }): ReactNode {
  const say = useWords(words)
  const text = useText()
  if (part.kind === 'one')
    return (
      <div className="lm-flow-box">
        {part.title && <b>{text(part.title)} </b>}
        {text(part.text)}
        {part.clause && <small className="lm-soft"> {part.clause}</small>}
      </div>
    )
  return (
    <div className="lm-flow-box" data-kind={part.kind}>
      <p>
        {part.title && <b>{text(part.title)} </b>}
        <span className="lm-flow-kind">{say(part.kind === 'all' ? 'allOf' : 'anyOf')}</span>
      </p>
      <div className="lm-flow-inner">
        {part.of.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name, and two may read alike
          <FlowBox key={index} part={one} />
        ))}
      </div>
    </div>
  )
}
