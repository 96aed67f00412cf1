import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { AskDialog, textOf, todayValue, useSaid } from '../../../frame/index.ts'
import type { Change, Edit } from './shapes.ts'
import { words } from './words.ts'

type Asked = 'return' | 'publish' | 'rollBack'

/** The next steps of a change, for whoever may take them. */
export function ChangeActions({
  change,
  edits,
  isDirty,
}: {
  readonly change: Change
  readonly edits: readonly Edit[]
  readonly isDirty: boolean
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const step = { id: change.id, version: change.version }
  const done = async (sentence: string) => {
    await queries.invalidateQueries()
    said.done(sentence)
  }
  const save = () =>
    api.policies.saveChange
      .call({ ...step, files: edits.map(({ path, text, base }) => ({ path, text, base })) })
      .then(() => done(say('saved')), said.failed)
  const reckon = () =>
    api.policies.askImpact.call({ id: change.id }).then((job) => setJobId(job.jobId), said.failed)
  const { state, check } = change
  const isSound = !isDirty && check?.ok === true
  if (!may('policy.draft')) return null
  return (
    <div className="lm-desk-actions">
      {state === 'draft' && (
        <>
          <Button type={isDirty ? 'primary' : 'default'} disabled={!isDirty} onClick={() => void save()}>
            {say('save')}
          </Button>
          {isDirty && <span className="lm-soft">{say('unsaved')}</span>}
        </>
      )}
      {(state === 'draft' || state === 'proposed') && (
        <Button
          type={isSound && !change.impactIsCurrent ? 'primary' : 'default'}
          disabled={!isSound || jobId !== null}
          onClick={() => void reckon()}
        >
          {say('impactButton')}
        </Button>
      )}
      {jobId && <ImpactProgress jobId={jobId} onEnd={() => setJobId(null)} />}
      {state === 'draft' && (
        <>
          <Button
            type={isSound && change.impactIsCurrent ? 'primary' : 'default'}
            disabled={!isSound || !change.impactIsCurrent || jobId !== null}
            onClick={() =>
              void api.policies.propose.call(step).then(() => done(say('proposeDone')), said.failed)
            }
          >
            {say('propose')}
          </Button>
          <Button
            onClick={() =>
              void api.policies.withdraw.call(step).then(() => done(say('withdrawDone')), said.failed)
            }
          >
            {say('withdraw')}
          </Button>
        </>
      )}
      {state === 'proposed' && may('policy.publish') && (
        <>
          {change.mine ? (
            <span className="lm-soft">{say('mineNote')}</span>
          ) : (
            <Button type="primary" disabled={!change.impactIsCurrent} onClick={() => setAsked('publish')}>
              {say('publish')}
            </Button>
          )}
          <Button onClick={() => setAsked('return')}>{say('returnIt')}</Button>
        </>
      )}
      {state === 'published' && change.kind !== 'confirmation' && (
        <Button onClick={() => setAsked('rollBack')}>{say('rollBack')}</Button>
      )}
      {asked === 'return' && (
        <AskDialog
          title={say('returnIt')}
          submit={say('returnIt')}
          onClose={() => setAsked(null)}
          fields={[{ name: 'note', label: say('returnNote'), kind: 'area', required: true }]}
          onSubmit={async (answers) => {
            await api.policies.returnChange.call({ ...step, note: textOf(answers, 'note') ?? '' })
            await done(say('returnDone'))
          }}
        />
      )}
      {asked === 'publish' && (
        <AskDialog
          title={say('publish')}
          intro={<p>{say('publishIntro', { count: countOf(change) })}</p>}
          submit={say('publish')}
          onClose={() => setAsked(null)}
          fields={[{ name: 'note', label: say('publishNote'), kind: 'area' }]}
          onSubmit={async (answers) => {
            await api.policies.publish.call({ ...step, note: textOf(answers, 'note') })
            await done(say('publishDone'))
          }}
        />
      )}
      {asked === 'rollBack' && (
        <AskDialog
          title={say('rollBack')}
          intro={<p>{say('rollBackIntro')}</p>}
          submit={say('rollBack')}
          onClose={() => setAsked(null)}
          fields={[
            {
              name: 'effectiveOn',
              label: say('effectiveOn'),
              kind: 'day',
              required: true,
              initial: todayValue(),
            },
          ]}
          onSubmit={async (answers) => {
            const begun = await api.policies.rollBack.call({
              key: newId(),
              id: change.id,
              effectiveOn: textOf(answers, 'effectiveOn') ?? todayValue(),
            })
            await done(say('begun'))
            await navigate({ to: '/policy-desk/changes/$changeId', params: { changeId: begun.id } })
          }}
        />
      )}
    </div>
  )
}

function countOf({ impact }: Change): number {
  if (!impact) return 0
  const { gains, loses, more, less, unsure } = impact.total
  return gains + loses + more + less + unsure
}

/** How far the judging of the district is; when it ends the page shows its outcome. */
function ImpactProgress({ jobId, onEnd }: { readonly jobId: string; readonly onEnd: () => void }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const job = useQuery({ ...api.discovery.job.queryOptions({ input: { id: jobId } }), refetchInterval: 700 })
  const ended = job.data !== undefined && !['queued', 'running'].includes(job.data.state)
  const atEnd = useEffectEvent(() => {
    const { state, error } = job.data ?? {}
    void queries.invalidateQueries()
    said.done(
      state === 'done' ? say('impactDone') : `${say('impactFailed')}${error ? `：${text(error)}` : ''}`,
    )
    onEnd()
  })
  useEffect(() => {
    if (ended) atEnd()
  }, [ended])
  return (
    <span role="status" className="lm-soft">
      {say('impactRuns', { done: job.data?.done ?? 0, total: job.data?.total ?? '…' })}
    </span>
  )
}
