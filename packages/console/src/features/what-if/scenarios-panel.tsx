import type { WhatIfScenarioSummary } from '@lastmile/contract'
import { useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { Loaded, Moment, SkeletonRows, useSaid } from '../../frame/index.ts'
import { differenceInWords } from './money.ts'
import { textOfChanges } from './shapes.ts'
import { words } from './words.ts'

type Summary = z.infer<typeof WhatIfScenarioSummary>
const MOST_COMPARED = 4
const PAGE = 50

/** The saved scenarios of the area: open, see, delete, and choose two to four to compare. */
export function ScenariosPanel({ onOpened }: { readonly onOpened: () => void }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const scenarios = useQuery(api.whatIf.scenarios.queryOptions({ input: { limit: PAGE } }))
  const known = chosen.filter((id) => scenarios.data?.items.some((one) => one.id === id) ?? false)
  return (
    <section aria-labelledby="what-if-scenarios">
      <div className="lm-whatif-bar">
        <h2 id="what-if-scenarios">{say('scenarios')}</h2>
        {(scenarios.data?.total ?? 0) > 1 && (
          <Button
            disabled={known.length < 2}
            title={say('compareHint')}
            onClick={() => void navigate({ to: '/what-if/compare', search: { ids: known.join(',') } })}
          >
            {known.length < 2 ? say('compareHint') : say('compare', { count: known.length })}
          </Button>
        )}
      </div>
      <Loaded query={scenarios} skeleton={<SkeletonRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="lm-soft">{say('noScenarios')}</p>
          ) : (
            <ScenarioTable items={items} chosen={known} onChoose={setChosen} onOpened={onOpened} />
          )
        }
      </Loaded>
    </section>
  )
}

function ScenarioTable({
  items,
  chosen,
  onChoose,
  onOpened,
}: {
  readonly items: readonly Summary[]
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
  readonly onOpened: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  return (
    <div className="lm-table-frame">
      <table className="lm-table">
        <thead>
          <tr>
            <th scope="col">{say('name')}</th>
            <th scope="col" className="lm-number">
              {say('better')}
            </th>
            <th scope="col" className="lm-number">
              {say('worse')}
            </th>
            <th scope="col" className="lm-number">
              {say('yearly')}
            </th>
            <th scope="col">{say('savedAt')}</th>
            <th scope="col">
              <span className="lm-hidden">{say('open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td className="lm-table-primary">
                <div>
                  <Checkbox
                    aria-label={say('select', { name: one.name })}
                    checked={chosen.includes(one.id)}
                    disabled={!chosen.includes(one.id) && chosen.length >= MOST_COMPARED}
                    onChange={({ target }) =>
                      onChoose(target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
                    }
                  >
                    {one.name}
                  </Checkbox>
                  <p className="lm-soft">{one.policies.map(({ name }) => text(name)).join('、')}</p>
                  {one.note !== '' && <p className="lm-soft">{one.note}</p>}
                </div>
              </td>
              <td data-label={say('better')} className="lm-number">
                {one.better}
              </td>
              <td data-label={say('worse')} className="lm-number">
                {one.worse}
              </td>
              <td data-label={say('yearly')} className="lm-number lm-table-short">
                {differenceInWords(one.yearFen, lang)}
              </td>
              <td data-label={say('savedAt')}>
                <span>
                  <Moment at={one.savedAt} />
                  <br />
                  <span className="lm-soft">
                    {one.mine ? say('mine') : say('savedBy', { owner: one.owner, org: one.orgName })}
                  </span>
                </span>
              </td>
              <td>
                <ScenarioActions scenario={one} onOpened={onOpened} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ScenarioActions({
  scenario,
  onOpened,
}: {
  readonly scenario: Summary
  readonly onOpened: () => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { id, name, version } = scenario
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: api.whatIf.scenarios.key() })
    await queries.invalidateQueries({ queryKey: api.whatIf.scenario.key() })
  }
  const open = async () => {
    try {
      const { policies, changes } = await api.whatIf.scenario.call({ id })
      await navigate({
        to: '/what-if',
        search: {
          policies: policies.map((one) => one.id).join(','),
          set: textOfChanges(changes),
          scenario: id,
        },
      })
      onOpened()
      window.scrollTo({ top: 0 })
    } catch (error) {
      said.failed(error)
    }
  }
  const remove = async () => {
    try {
      const gone = await api.whatIf.deleteScenario.call({ id, version })
      await refresh()
      said.done(say('removed', { name }), async () => {
        await api.whatIf.restoreScenario.call({ id, version: gone.version })
        await refresh()
      })
    } catch (error) {
      said.failed(error)
    }
  }
  return (
    <div className="lm-row lm-whatif-actions">
      <Button size="small" onClick={() => void open()}>
        {say('open')}
      </Button>
      <Button size="small" onClick={() => void navigate({ to: '/what-if/compare', search: { ids: id } })}>
        {say('see')}
      </Button>
      {scenario.mine && (
        <Button size="small" type="text" onClick={() => void remove()}>
          {say('remove')}
        </Button>
      )}
    </div>
  )
}
