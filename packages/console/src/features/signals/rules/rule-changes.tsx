import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { AskReason, Moment, StateTag, useSaid, useToday } from '../../../frame/index.ts'
import type { RuleView } from '../shapes.ts'
import { percent } from './percent.ts'
import { words } from './words.ts'

type Change = RuleView['changes'][number]

/** What was changed of a rule on this page: by whom, from when, why, how it did before and what was expected; with the steps that are open. */
export function RuleChanges({ rule }: { readonly rule: RuleView }): ReactNode {
  const say = useWords(words)
  if (rule.changes.length === 0) return null
  return (
    <ul className="lm-rule-changes" aria-label={say('changes')}>
      {rule.changes.map((change) => (
        <ChangeLine key={change.id} rule={rule} change={change} />
      ))}
    </ul>
  )
}

function ChangeLine({ rule, change }: { readonly rule: RuleView; readonly change: Change }): ReactNode {
  const say = useWords(words)
  const { before, trial } = change
  const today = useToday()
  const over = change.untilDay !== null && change.untilDay <= today
  const state = change.state === 'published' && over ? 'over' : change.state
  return (
    <li>
      <div className="lm-row lm-rule-head">
        <StateTag waits={change.state === 'proposed'}>{say(state)}</StateTag>
        <span>{useWhat(rule, change)}</span>
        <ChangeSteps change={change} over={over} />
      </div>
      <p className="lm-soft">
        {say('proposedBy', { name: change.proposedBy, reason: change.reason })}{' '}
        <Moment at={change.proposedAt} />
        {change.publishedAt !== null && (
          <>
            {' · '}
            {say('publishedBy', { name: change.publishedBy ?? '', day: change.fromDay })}{' '}
            <Moment at={change.publishedAt} />
          </>
        )}
        {change.takenBackAt !== null && (
          <>
            {' · '}
            {say('takenBackBy', { name: change.takenBackBy ?? '', reason: change.takenBackReason ?? '' })}{' '}
            <Moment at={change.takenBackAt} />
          </>
        )}
      </p>
      <p className="lm-soft">
        {before.checked === 0
          ? say('beforeNone')
          : say('before', {
              checked: before.checked,
              takenIn: before.takenIn,
              lower: percent(before.lower ?? 0),
            })}
        {trial !== null &&
          say('expected', {
            raised: trial.kept.raised,
            tried: trial.tried,
            takenIn: trial.kept.takenIn,
            missed: trial.missed,
            now: trial.today.tried,
            present: trial.today.present,
          })}
      </p>
    </li>
  )
}

/** What a change is, in a sentence. */
function useWhat(rule: RuleView, change: Change): string {
  const say = useWords(words)
  const text = useText()
  if (change.kind === 'retire') return say('whatRetire', { day: change.fromDay })
  if (change.kind === 'rest') return say('whatRest', { day: change.fromDay, until: change.untilDay ?? '' })
  return Object.entries(change.values ?? {})
    .filter(([name, value]) => change.before.values[name] !== value)
    .map(([name, value]) => {
      const threshold = rule.thresholds.find((one) => one.name === name)
      const label = threshold ? text(threshold.label) : name
      return say('whatValue', { label, from: change.before.values[name] ?? '—', to: value })
    })
    .join('；')
}

function ChangeSteps({ change, over }: { readonly change: Change; readonly over: boolean }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  if (!may('signal.tune')) return null
  const { id, version } = change
  const done = async (sentence: string) => {
    await queries.invalidateQueries()
    said.done(sentence)
  }
  const publish = () =>
    api.signals.publishChange
      .call({ id, version })
      .then(({ jobId }) => done(say(jobId === null ? 'publishedLater' : 'publishedNow')))
      .catch(said.failed)
  const withdraw = () =>
    api.signals.withdrawChange
      .call({ id, version })
      .then(() => done(say('withdrawn')))
      .catch(said.failed)
  return (
    <>
      {change.state === 'proposed' &&
        (change.mine ? (
          <span className="lm-soft">{say('waitsForSecond')}</span>
        ) : (
          <Button size="small" type="primary" onClick={() => void publish()}>
            {say('publish')}
          </Button>
        ))}
      {change.state === 'proposed' && (
        <Button size="small" onClick={() => void withdraw()}>
          {say('withdraw')}
        </Button>
      )}
      {change.state === 'published' && !over && (
        <AskReason
          small
          button={say('takeBack')}
          label={say('takeBackWhy')}
          hint={say('takeBackText')}
          most={500}
          done={say('tookBack')}
          onReason={(reason) => api.signals.takeBackChange.call({ id, version, reason })}
        />
      )}
    </>
  )
}
