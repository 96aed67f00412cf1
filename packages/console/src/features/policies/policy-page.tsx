import type { PolicyPage as PolicyData } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, PageHeader, Segments, SkeletonCards, StateTag, useToday } from '../../frame/index.ts'
import { versionsOf } from './desk/rule-words.tsx'
import './desk/desk.css'
import './policies.css'
import { PolicyFigures } from './policy-figures.tsx'
import { EditRule } from './views/edit-rule.tsx'
import { CompareView, HistoryView } from './views/history-views.tsx'
import { FlowView, RuleView, TableView, versionOn } from './views/rule-views.tsx'
import { words as viewWords } from './views/words.ts'
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
      {(data) => <PolicyBoard policy={data as unknown as Policy} />}
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

type View = 'people' | 'rule' | 'table' | 'flow' | 'history' | 'compare' | 'notes'
const VIEWS: readonly View[] = ['people', 'rule', 'table', 'flow', 'history', 'compare', 'notes']

function PolicyBoard({ policy }: { readonly policy: Policy }): ReactNode {
  const say = useWords(words)
  const sayView = useWords(viewWords)
  const text = useText()
  const may = useMay()
  const today = useToday()
  const { view = 'people' } = route.useSearch()
  const navigate = route.useNavigate()
  const versions = versionsOf(policy.versions)
  const days = (from: string | null, to: string | null) =>
    [from && say('since', { day: from }), to && say('until', { day: to })].filter(Boolean).join(' ')
  return (
    <>
      <PageHeader
        title={text(policy.name)}
        line={`${say(policy.unit)} · ${say(policy.coverage)} · ${days(policy.inForce.from, policy.inForce.to)}`}
        actions={
          <span className="lm-row">
            {may('policy.draft') && <EditRule id={policy.id} name={text(policy.name)} />}
            <Link to="/policies">{say('back')}</Link>
          </span>
        }
      />
      <Segments<View>
        name="policy-view"
        label={sayView('views')}
        value={view}
        options={VIEWS.map((value) => ({ value, label: sayView(value) }))}
        onChange={(value) =>
          void navigate({ search: value === 'people' ? {} : { view: value }, replace: true })
        }
      />
      {view === 'people' && <PeopleView policy={policy} />}
      {view === 'rule' && <RuleView versions={versions} />}
      {view === 'table' && <TableView versions={versions} />}
      {view === 'flow' && <FlowView version={versionOn(versions, today)} name={text(policy.name)} />}
      {view === 'history' && <HistoryView policy={policy} />}
      {view === 'compare' && <CompareView policy={policy} />}
      {view === 'notes' && (
        <section className="lm-panel lm-policy-guide">
          <Guide source={policy.notes ?? ''} />
        </section>
      )}
    </>
  )
}

function PeopleView({ policy }: { readonly policy: Policy }): ReactNode {
  const say = useWords(words)
  return (
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
      </div>
    </div>
  )
}
