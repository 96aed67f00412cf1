import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { FigureMark, Moment, useSaid } from '../../frame/index.ts'
import { Beside } from './beside.tsx'
import type { Scenario } from './shapes.ts'
import { words } from './words.ts'

/** What scenarios rest on: policies, changed figures, day, library, area; and which save of each is shown. */
export function Resting({
  scenarios,
  onSave,
}: {
  readonly scenarios: readonly Scenario[]
  readonly onSave: (id: string, no: number) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const row = (key: string, name: string, of: (one: Scenario) => ReactNode) => ({
    key,
    name,
    cells: scenarios.map(of),
  })
  return (
    <Beside
      title={say('assumptions')}
      head=""
      scenarios={scenarios}
      rows={[
        row('policies', say('chosenPolicies'), ({ policies }) =>
          policies.map(({ name }) => text(name)).join('、'),
        ),
        row('changes', say('changed'), ({ changes }) =>
          changes.length === 0 ? say('nothingChanged') : <Changes changes={changes} />,
        ),
        row('unverified', say('unverifiedFigures'), ({ unverified }) =>
          unverified.map(({ label, value, unit }) => `${text(label)} ${value ?? '?'} ${unit}`).join('\n'),
        ),
        row('day', say('times'), (one) => (
          <>
            {say('asDay', { date: one.date })}
            {'\n'}
            {say('library', { hash: one.libraryHash })}
            {one.outdated && ` · ${say('outdated')}`}
            {'\n'}
            {say('readAt')} <Moment at={one.readAt} />
          </>
        )),
        row('scope', say('area'), ({ orgName, result }) =>
          say('scopeOf', { scope: orgName, count: result.households, persons: result.persons }),
        ),
        row('saves', say('owner'), (one) => <Saves scenario={one} onSave={onSave} />),
      ]}
    />
  )
}

function Changes({ changes }: { readonly changes: Scenario['changes'] }): ReactNode {
  const text = useText()
  return changes.map(({ policy, parameter, label, before, value, unit, verified }) => (
    <span key={`${policy}.${parameter}`} className="lm-whatif-change">
      {text(label)}：{before ?? '?'} → <strong>{value}</strong> {unit}
      {verified !== 'verified' && before !== null && <FigureMark />}
      {'\n'}
    </span>
  ))
}

function Saves({
  scenario,
  onSave,
}: {
  readonly scenario: Scenario
  readonly onSave: (id: string, no: number) => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { id, name, no, saves, version } = scenario
  const again = async () => {
    setBusy(true)
    try {
      const made = await api.whatIf.changeScenario.call({ id, version })
      onSave(id, made.no)
      await queries.invalidateQueries({ queryKey: api.whatIf.key() })
      said.done(say('againDone', { name }))
    } catch (error) {
      said.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {say('savedBy', { owner: scenario.owner, org: scenario.orgName })}
      {'\n'}
      {saves.length > 1 ? (
        <Select
          aria-label={say('earlier')}
          size="small"
          value={no}
          options={saves.map((save) => ({ value: save.no, label: say('saveNo', { no: save.no }) }))}
          onChange={(next) => onSave(id, next)}
        />
      ) : (
        say('saveNo', { no })
      )}
      {scenario.mine && (
        <>
          {' '}
          <Button size="small" loading={busy} onClick={() => void again()}>
            {say('again')}
          </Button>
        </>
      )}
    </>
  )
}
