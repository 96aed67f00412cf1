import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Button, Progress, Select } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useApi } from '../../app/api.ts'
import {
  EmptyState,
  ErrorState,
  Loaded,
  PageHeader,
  SkeletonLines,
  SkeletonRows,
  useScope,
  useSettled,
} from '../../frame/index.ts'
import { Assumptions } from './assumptions.tsx'
import { FigureSlider } from './figure-slider.tsx'
import { Headline } from './headline.tsx'
import { useQuestion } from './question.ts'
import { ResultView } from './result-view.tsx'
import { SaveScenario } from './save-scenario.tsx'
import { ScenariosPanel } from './scenarios-panel.tsx'
import { type ChosenFigure, changesOf, chosenFigures, type Policy, textOfChanges } from './shapes.ts'
import { type SimulationState, useSimulation } from './use-simulation.ts'
import './what-if.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/what-if')
const MOST_POLICIES = 12
const FIRST = 'dibao'

/** Sliders over the figures of policies, and what they would do to the households of the own area. */
export function WhatIfPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scope = useScope()
  const policies = useQuery(api.whatIf.policies.queryOptions({ input: {} }))
  // A scenario that is opened again begins again.
  const [opened, setOpened] = useState(0)
  return (
    <>
      <PageHeader title={say('title')} line={say('line', { scope: scope.name })} />
      <Loaded query={policies} skeleton={<SkeletonRows rows={6} />}>
        {(list) => <Desk key={opened} all={list.policies} onOpened={() => setOpened((count) => count + 1)} />}
      </Loaded>
    </>
  )
}

/** The question of the page and its answer. The address keeps both, so that it can be shared and opened again. */
function Desk({
  all,
  onOpened,
}: {
  readonly all: readonly Policy[]
  /** Another question was opened from the saved ones. */
  readonly onOpened: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const byId = useMemo(() => new Map(all.map((policy) => [policy.id, policy])), [all])
  const question = useQuestion({
    policies: (search.policies ?? '').split(',').filter((id) => byId.has(id)),
    changes: changesOf(search.set),
  })
  const { policies, changes, go, set } = question
  const chosen = useMemo(() => policies.flatMap((id) => byId.get(id) ?? []), [policies, byId])
  const figures = useMemo(() => chosenFigures(chosen), [chosen])
  // What an address brings along and no figure here has, is no question.
  const known = useMemo(
    () =>
      changes.filter(({ policy, parameter }) =>
        figures.some((one) => one.policy.id === policy && one.figure.name === parameter),
      ),
    [changes, figures],
  )
  const setting = useQuery({
    ...api.whatIf.setting.queryOptions({ input: { policies: policies.join(',') } }),
    enabled: policies.length > 0,
  })
  const simulation = useSimulation(policies, known, policies.length > 0 ? setting.data : undefined)
  const settled = useSettled(known, 400)
  // What stands below waits for the first answer, so that it is not pushed down by it.
  const isAnswered =
    policies.length === 0 ||
    simulation.result !== null ||
    Boolean(simulation.error ?? setting.error) ||
    setting.data?.households === 0
  const [below, setBelow] = useState(isAnswered)
  if (isAnswered && !below) setBelow(true)
  useEffect(() => {
    void navigate({
      search: (before) => ({
        ...before,
        policies: policies.length > 0 ? policies.join(',') : undefined,
        set: textOfChanges(settled),
      }),
      replace: true,
      resetScroll: false,
    })
  }, [navigate, policies, settled])
  const choose = (ids: readonly string[]) =>
    go({
      kind: 'policies',
      policies: ids.slice(0, MOST_POLICIES),
      keep: ({ policy }) => ids.includes(policy),
    })
  return (
    <>
      <div className="lm-whatif-picker">
        <label htmlFor="what-if-policies">{say('choose')}</label>
        <Select
          id="what-if-policies"
          mode="multiple"
          value={[...policies]}
          maxCount={MOST_POLICIES}
          placeholder={say('choosePlaceholder')}
          showSearch={{ optionFilterProp: 'label' }}
          options={all.map((policy) => ({ value: policy.id, label: text(policy.name) }))}
          onChange={choose}
        />
      </div>
      {policies.length === 0 ? (
        <EmptyState
          title={say('emptyTitle')}
          text={say('emptyText')}
          action={byId.has(FIRST) && <Button onClick={() => choose([FIRST])}>{say('startWith')}</Button>}
        />
      ) : setting.error && !setting.data ? (
        <ErrorState error={setting.error} onRetry={() => void setting.refetch()} />
      ) : setting.data?.households === 0 ? (
        <EmptyState title={say('noHouseholds')} />
      ) : (
        <div className="lm-whatif-desk">
          <Headline total={simulation.error ? null : (simulation.result?.total ?? null)} />
          <div className="lm-whatif">
            <section className="lm-whatif-figures" aria-labelledby="what-if-figures">
              <div className="lm-whatif-bar">
                <h2 id="what-if-figures">{say('figures')}</h2>
                <div className="lm-row">
                  <Button size="small" disabled={!question.canUndo} onClick={() => go({ kind: 'undo' })}>
                    {say('undo')}
                  </Button>
                  <Button size="small" disabled={known.length === 0} onClick={() => go({ kind: 'reset' })}>
                    {say('reset')}
                  </Button>
                </div>
              </div>
              {simulation.refused !== null && (
                <Alert type="warning" title={say('refused', { message: simulation.refused })} />
              )}
              {chosen.map((policy) => (
                <PolicyFigures
                  key={policy.id}
                  policy={policy}
                  figures={figures.filter((one) => one.policy.id === policy.id)}
                  changeOf={(name) => known.find((one) => one.policy === policy.id && one.parameter === name)}
                  onSet={(parameter, value, moving) => set({ policy: policy.id, parameter, value }, moving)}
                  onPutBack={(parameter) => go({ kind: 'putBack', change: { policy: policy.id, parameter } })}
                />
              ))}
            </section>
            <section className="lm-whatif-result" aria-busy={simulation.busy}>
              <Answer simulation={simulation} policies={chosen} streets={setting.data?.streets ?? []} />
              {simulation.result && (
                <div className="lm-row lm-whatif-save">
                  <SaveScenario
                    policies={policies}
                    changes={known}
                    scenarioId={search.scenario}
                    onSaved={(id) =>
                      void navigate({
                        search: (before) => ({ ...before, scenario: id }),
                        replace: true,
                        resetScroll: false,
                      })
                    }
                  />
                </div>
              )}
              {setting.data && (
                <Assumptions setting={setting.data} simulation={simulation} figures={figures} />
              )}
            </section>
          </div>
        </div>
      )}
      {below && <ScenariosPanel onOpened={onOpened} />}
    </>
  )
}

function PolicyFigures({
  policy,
  figures,
  changeOf,
  onSet,
  onPutBack,
}: {
  readonly policy: Policy
  readonly figures: readonly ChosenFigure[]
  readonly changeOf: (parameter: string) => { policy: string; parameter: string; value: number } | undefined
  readonly onSet: (parameter: string, value: number, moving: boolean) => void
  readonly onPutBack: (parameter: string) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <div className="lm-whatif-policy">
      <h3>{text(policy.name)}</h3>
      {figures.length === 0 && <p className="lm-soft">{say('noFigures')}</p>}
      {figures.map((chosen) => (
        <FigureSlider
          key={chosen.figure.name}
          chosen={chosen}
          change={changeOf(chosen.figure.name)}
          onSet={(value, moving) => onSet(chosen.figure.name, value, moving)}
          onPutBack={() => onPutBack(chosen.figure.name)}
        />
      ))}
    </div>
  )
}

function Answer({
  simulation,
  policies,
  streets,
}: {
  readonly simulation: SimulationState
  readonly policies: readonly Policy[]
  readonly streets: readonly { readonly path: string; readonly name: string }[]
}): ReactNode {
  const say = useWords(words)
  const { result, progress, error, retry } = simulation
  if (error) return <ErrorState error={error} onRetry={retry} />
  if (result) return <ResultView result={result} policies={policies} streets={streets} />
  const part =
    progress && progress.total !== null
      ? Math.min(99, Math.round((100 * progress.received) / progress.total))
      : null
  return (
    <div className="lm-whatif-wait">
      <p>
        {simulation.where === 'server'
          ? say('reckoning')
          : part === null
            ? say('loading')
            : say('loadingPart', { part })}
      </p>
      <Progress percent={part ?? 5} showInfo={false} status="active" aria-label={say('loading')} />
      <SkeletonLines />
    </div>
  )
}
