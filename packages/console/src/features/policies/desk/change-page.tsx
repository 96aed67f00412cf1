import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { Loaded, PageHeader, SkeletonCards, StateTag } from '../../../frame/index.ts'
import { ChangeActions } from './change-actions.tsx'
import { ChangeFiles } from './change-files.tsx'
import './desk.css'
import { ImpactPanel } from './impact-panel.tsx'
import type { Change, Edit } from './shapes.ts'
import { words } from './words.ts'

const route = getRouteApi('/staff/policy-desk/changes/$changeId')

/** One change of the library: its texts, what the checker says, whom it would touch, and the next step. */
export function ChangePage(): ReactNode {
  const { changeId } = route.useParams()
  const api = useApi()
  const change = useQuery(api.policies.change.queryOptions({ input: { id: changeId } }))
  return (
    <Loaded query={change} skeleton={<SkeletonCards cards={4} />}>
      {(data) => <ChangeBoard key={data.version} change={data as unknown as Change} />}
    </Loaded>
  )
}

function ChangeBoard({ change }: { readonly change: Change }): ReactNode {
  const say = useWords(words)
  const [edits, setEdits] = useState<readonly Edit[]>(change.files)
  const isDirty =
    edits.length !== change.files.length ||
    edits.some((edit) => {
      const kept = change.files.find((file) => file.path === edit.path)
      return kept?.text !== edit.text || kept.base !== edit.base
    })
  return (
    <div className="lm-desk-page">
      <PageHeader
        title={change.title}
        line={[
          say(change.kind),
          say('effective', { day: change.effectiveOn }),
          say('by', { name: change.createdBy }),
          change.proposedBy && say('proposedBy', { name: change.proposedBy }),
          change.decidedBy && say('decidedBy', { name: change.decidedBy }),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={<Link to="/policy-desk">{say('backToDesk')}</Link>}
      />
      <Steps change={change} isDirty={isDirty} />
      <p>
        <StateTag waits={change.state === 'proposed'}>{say(change.state)}</StateTag> {change.reason}
      </p>
      {change.decisionNote && <p className="lm-card-quote">{change.decisionNote}</p>}
      <ChangeActions change={change} edits={edits} isDirty={isDirty} />
      {change.impact && (
        <>
          {!change.impactIsCurrent && <p className="lm-late">{say('impactOld')}</p>}
          <ImpactPanel impact={change.impact} changeId={change.id} planned={change.state !== 'published'} />
        </>
      )}
      <ChangeFiles change={change} edits={edits} isDirty={isDirty} onEdits={setEdits} />
    </div>
  )
}

/** Where the change is on its way: draft, checks, impact, second person, published. */
function Steps({ change, isDirty }: { readonly change: Change; readonly isDirty: boolean }): ReactNode {
  const say = useWords(words)
  const published = change.state === 'published'
  const handed = published || change.state === 'proposed'
  const done = {
    stepDraft: true,
    stepCheck: published || (!isDirty && change.check?.ok === true),
    stepImpact: published || (!isDirty && change.impact !== null && change.impactIsCurrent),
    stepReview: handed,
    stepPublish: published,
  }
  return (
    <ol className="lm-desk-steps">
      {(Object.keys(done) as (keyof typeof done)[]).map((step) => (
        <li key={step} data-done={done[step]}>
          {done[step] && <span aria-hidden="true">✓ </span>}
          {say(step)}
        </li>
      ))}
    </ol>
  )
}
