import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Slider } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import {
  AskDialog,
  FormProblem,
  Loaded,
  PageHeader,
  SkeletonCards,
  textOf,
  useSaid,
} from '../../../frame/index.ts'
import { percent } from '../percent.ts'
import { AssessmentTabs } from '../tabs.tsx'
import {
  type Draft,
  effectOf,
  type IndicatorDraft,
  linesOf,
  proposedLines,
  type SchemeView,
} from './effect.ts'
import './scheme.css'
import { EffectTable } from './effect-table.tsx'
import { Indicators } from './indicators.tsx'
import { Movers } from './movers.tsx'
import { Versions } from './versions.tsx'
import { words } from './words.ts'

/** The scheme editor: weights, lines and cut-offs with their live effect, drafts, and publication by a second person. */
export function SchemePage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scheme = useQuery(api.assessment.scheme.queryOptions())
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <AssessmentTabs />
      <Loaded query={scheme} skeleton={<SkeletonCards cards={4} />}>
        {(data) => <Editor key={data.hash} scheme={data} />}
      </Loaded>
    </>
  )
}

function draftOf(scheme: SchemeView): Draft {
  return {
    parts: Object.fromEntries(scheme.dimensions.map(({ id, parts }) => [id, parts])),
    lines: Object.fromEntries(scheme.tiers.map(({ tier, atLeast }) => [tier, atLeast])),
    indicators: {},
  }
}

function Editor({ scheme }: { readonly scheme: SchemeView }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(scheme))
  const [saving, setSaving] = useState(false)
  const may = useMay()
  const [naming, setNaming] = useState(false)
  const lines = linesOf(scheme, draft)
  // Other cut-offs read the households anew; weights and lines are worked out here from what that found.
  const readsAnew = Object.keys(draft.indicators).length > 0
  const trial = useQuery({
    ...api.assessment.tryScheme.queryOptions({ input: { base: scheme.hash, indicators: draft.indicators } }),
    enabled: readsAnew,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const tried = readsAnew && trial.data?.problems.length === 0 ? trial.data : undefined
  const waits = readsAnew && (trial.isPending || trial.isPlaceholderData)
  const effect = useMemo(() => {
    const checked = linesOf(scheme, draft)
    return 'wrong' in checked || (readsAnew && !tried) ? null : effectOf(scheme, draft, checked, tried)
  }, [scheme, draft, readsAnew, tried])
  const changes = {
    base: scheme.hash,
    dimensions: draft.parts,
    tiers: draft.lines,
    indicators: draft.indicators,
  }
  const total = Object.values(draft.parts).reduce((sum, parts) => sum + parts, 0)
  const part = (id: string, parts: number) =>
    setDraft((old) => ({ ...old, parts: { ...old.parts, [id]: parts } }))
  const changeIndicator = (id: string, change: IndicatorDraft | null) =>
    setDraft(({ indicators: { [id]: _, ...others }, ...old }) => ({
      ...old,
      indicators: change === null ? others : { ...others, [id]: change },
    }))
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(scheme))
  return (
    <div className="lm-scheme">
      <p>
        {say('inForce', { name: text(scheme.name), version: scheme.version })}
        {scheme.status === 'proposed' && <span className="lm-soft"> · {say('proposal')}</span>}
      </p>
      <div className="lm-scheme-columns">
        <section aria-label={say('weights')}>
          <h2>{say('weights')}</h2>
          <ul className="lm-scheme-weights">
            {scheme.dimensions.map((one) => {
              const parts = draft.parts[one.id] ?? one.parts
              const label = say('parts', { name: text(one.name), parts, share: percent(parts / total) })
              return (
                <li key={one.id}>
                  <span>{label}</span>
                  <Slider
                    min={1}
                    max={40}
                    value={parts}
                    onChange={(value) => part(one.id, value)}
                    ariaLabelForHandle={text(one.name)}
                    tooltip={{ formatter: null }}
                  />
                  <Indicators indicators={one.indicators} draft={draft} onChange={changeIndicator} />
                </li>
              )
            })}
          </ul>
          <h2>{say('lines')}</h2>
          <p className="lm-soft">{say('lineHint')}</p>
          <ul className="lm-scheme-lines">
            {scheme.tiers.map(({ tier, name }) => (
              <li key={tier}>
                <div className="lm-scheme-line">
                  {text(name)}
                  <Input
                    aria-label={text(name)}
                    value={draft.lines[tier] ?? ''}
                    maxLength={20}
                    status={'wrong' in lines && lines.wrong === tier ? 'error' : ''}
                    onChange={(event) =>
                      setDraft((old) => ({
                        ...old,
                        lines: { ...old.lines, [tier]: event.target.value.trim() },
                      }))
                    }
                  />
                </div>
              </li>
            ))}
          </ul>
          {'wrong' in lines && (
            <p className="lm-form-problem" role="alert">
              {say('wrongLine', { tier: lines.wrong })}
            </p>
          )}
          <div className="lm-page-steps">
            <Button onClick={() => setDraft((old) => ({ ...old, lines: proposedLines(scheme, old, tried) }))}>
              {say('propose')}
            </Button>
            <Button disabled={!changed} onClick={() => setDraft(draftOf(scheme))}>
              {say('reset')}
            </Button>
            {may('scheme.draft') && (
              <Button
                type="primary"
                disabled={!changed || effect === null || waits}
                onClick={() => setSaving(true)}
              >
                {say('save')}
              </Button>
            )}
          </div>
        </section>
        <section aria-label={say('effect')} aria-live="polite">
          <h2>{say('effect')}</h2>
          {waits && <p className="lm-soft">{say('reading')}</p>}
          <FormProblem error={readsAnew ? trial.error : null} />
          {readsAnew &&
            trial.data?.problems.map((one) => (
              <p key={one.message} className="lm-form-problem" role="alert">
                {one.message}
              </p>
            ))}
          {tried && tried.of > tried.households && (
            <p className="lm-soft">{say('part', { households: tried.households, of: tried.of })}</p>
          )}
          {effect && <EffectTable scheme={scheme} effect={effect} />}
          {effect && changed && !naming && (
            <Button onClick={() => setNaming(true)}>{say('seeWhoMoves')}</Button>
          )}
        </section>
      </div>
      {effect && changed && naming && <Movers key={JSON.stringify(changes)} changes={changes} />}
      <Versions scheme={scheme} />
      {saving && (
        <AskDialog
          title={say('save')}
          submit={say('save')}
          onClose={() => setSaving(false)}
          fields={[{ name: 'note', label: say('note'), kind: 'area', required: true, maxLength: 500 }]}
          onSubmit={async (answers) => {
            await api.assessment.draftScheme.call({
              key: newId(),
              ...changes,
              note: textOf(answers, 'note') ?? '',
            })
            await queries.invalidateQueries()
            said.done(say('saved'))
          }}
        />
      )}
    </div>
  )
}
