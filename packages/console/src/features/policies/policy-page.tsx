import type { PolicyPage as PolicyData } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { Loaded, PageHeader, SkeletonCards, StateTag } from '../../frame/index.ts'
import './policies.css'
import { PolicyFigures } from './policy-figures.tsx'
import { words } from './words.ts'

type Policy = z.infer<typeof PolicyData>
const route = getRouteApi('/staff/policies/$policyId')
const SURE = { verified: 'verified', 'second-hand': 'secondHand', unverified: 'unverifiedOne' } as const

/** One policy as people read it: who, how much, how, on what ground, and how sure each figure is. */
export function PolicyPage(): ReactNode {
  const { policyId } = route.useParams()
  const api = useApi()
  const policy = useQuery(api.policies.get.queryOptions({ input: { id: policyId } }))
  return (
    <Loaded query={policy} skeleton={<SkeletonCards cards={4} />}>
      {(data) => <PolicyBoard policy={data} />}
    </Loaded>
  )
}

/** Paragraphs and headings of a guide; its Markdown uses no more than that. */
function Guide({ source }: { readonly source: string }): ReactNode {
  return source
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      if (block.startsWith('#')) return <h3 key={block}>{block.replace(/^#+\s*/, '')}</h3>
      const lines = block.split('\n')
      if (lines.every((line) => /^\s*([-*]|\d+\.)\s/.test(line)))
        return (
          <ul key={block} className="lm-policy-bullets">
            {lines.map((line) => (
              <li key={line}>{line.replace(/^\s*([-*]|\d+\.)\s/, '')}</li>
            ))}
          </ul>
        )
      return <p key={block}>{lines.join('')}</p>
    })
}

function PolicyBoard({ policy }: { readonly policy: Policy }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const days = (from: string | null, to: string | null) =>
    [from && say('since', { day: from }), to && say('until', { day: to })].filter(Boolean).join(' ')
  return (
    <>
      <PageHeader
        title={text(policy.name)}
        line={`${say(policy.unit)} · ${say(policy.coverage)} · ${days(policy.inForce.from, policy.inForce.to)}`}
        actions={<Link to="/policies">{say('back')}</Link>}
      />
      <div className="lm-columns">
        <div>
          <section className="lm-panel lm-policy-guide">
            <h2>{say('guideTitle')}</h2>
            <Guide source={policy.guide} />
          </section>
          <section>
            <h2>{say('figures')}</h2>
            <PolicyFigures figures={policy.parameters} />
          </section>
        </div>
        <div>
          <section className="lm-panel lm-policy-guide">
            <h2>{say('apply')}</h2>
            {policy.howToApply.where && (
              <p>
                <b>{say('where')}</b> {policy.howToApply.where}
              </p>
            )}
            {policy.howToApply.materials.length > 0 && (
              <>
                <p>
                  <b>{say('materials')}</b>
                </p>
                <ul className="lm-policy-bullets">
                  {policy.howToApply.materials.map((material) => (
                    <li key={material}>{material}</li>
                  ))}
                </ul>
              </>
            )}
            {policy.howToApply.timeLimit && (
              <p>
                <b>{say('timeLimit')}</b> {policy.howToApply.timeLimit}
              </p>
            )}
          </section>
          <section>
            <h2>{say('citations')}</h2>
            <ul className="lm-policy-bullets">
              {policy.citations.map((citation) => (
                <li key={`${citation.document}-${citation.clause ?? ''}-${citation.number ?? ''}`}>
                  {[citation.document, citation.number, citation.clause].filter(Boolean).join(' ')}{' '}
                  <StateTag waits={citation.verified !== 'verified'}>{say(SURE[citation.verified])}</StateTag>
                </li>
              ))}
            </ul>
          </section>
          {policy.notes && (
            <section>
              <h2>{say('notes')}</h2>
              <Guide source={policy.notes} />
            </section>
          )}
        </div>
      </div>
    </>
  )
}
