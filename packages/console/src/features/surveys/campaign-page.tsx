import type { CampaignPage as View } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import {
  AskDialog,
  HumanDay,
  Loaded,
  PageHeader,
  Segments,
  SkeletonCards,
  useSaid,
  useTakeFile,
} from '../../frame/index.ts'
import { Share } from './campaigns-page.tsx'
import { Results } from './results.tsx'
import { Targets } from './targets.tsx'
import './surveys.css'
import { words } from './words.ts'

const route = getRouteApi('/staff/campaigns/$campaignId')
const VIEWS = ['coverage', 'households', 'results'] as const

/** One campaign: how far it is, household by household, and what was said. */
export function CampaignPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const queries = useQueryClient()
  const { campaignId } = route.useParams()
  const { view = 'coverage' } = route.useSearch()
  const navigate = route.useNavigate()
  const [closing, setClosing] = useState(false)
  const campaign = useQuery(api.surveys.get.queryOptions({ input: { id: campaignId } }))
  const { take, taking } = useTakeFile<'xlsx'>(() => api.surveys.resultsXlsx.call({ id: campaignId }))
  return (
    <Loaded query={campaign} skeleton={<SkeletonCards cards={3} />}>
      {(data) => (
        <>
          <PageHeader
            title={data.title}
            line={`${text(data.form)} · ${say('progress', { asked: data.asked, visited: data.visited, reached: data.reached })}`}
            actions={
              <>
                <Link to="/campaigns">{say('back')}</Link>
                <Button loading={taking !== null} onClick={() => take('xlsx')}>
                  {say('xlsx')}
                </Button>
                {may('campaign.run') && data.state === 'running' && (
                  <Button onClick={() => setClosing(true)}>{say('close')}</Button>
                )}
              </>
            }
          />
          <p className="lm-soft">
            {say(data.state)} · {say('dueOn')} <HumanDay day={data.dueOn} due={data.state === 'running'} />
          </p>
          <Segments
            name="campaign-view"
            label={say('views')}
            value={view}
            options={VIEWS.map((value) => ({ value, label: say(value) }))}
            onChange={(next) => void navigate({ search: { view: next === 'coverage' ? undefined : next } })}
          />
          {view === 'coverage' && <Coverage campaign={data} />}
          {view === 'households' && <Targets campaign={data} />}
          {view === 'results' && <Results campaignId={campaignId} />}
          {closing && (
            <AskDialog
              title={say('closeTitle', { title: data.title })}
              intro={<p>{say('closeText')}</p>}
              submit={say('closeSure')}
              fields={[]}
              onClose={() => setClosing(false)}
              onSubmit={async () => {
                await api.surveys.close.call({ id: data.id, version: data.version })
                await queries.invalidateQueries()
                said.done(say('closedDone'))
              }}
            />
          )}
        </>
      )}
    </Loaded>
  )
}

function Coverage({ campaign }: { readonly campaign: z.infer<typeof View> }): ReactNode {
  const say = useWords(words)
  return (
    <>
      <Table
        title={say('byUnit')}
        first={say('unit')}
        rows={campaign.units.map((unit) => ({ key: unit.path, ...unit }))}
      />
      <Table
        title={say('byPerson')}
        first={say('person')}
        rows={campaign.people.map((person) => ({
          key: person.id ?? '',
          ...person,
          name: person.id === null ? say('nobody') : person.name,
        }))}
      />
      <section className="lm-survey-section">
        <h2>{say('doubts')}</h2>
        {campaign.doubts.length === 0 ? (
          <p className="lm-soft">{say('noDoubts')}</p>
        ) : (
          <p>
            <Link to="." search={{ view: 'households', state: 'doubted' }}>
              {campaign.doubts.map(({ doubt, count }) => `${say(doubt)} ${count}`).join('，')}
            </Link>
          </p>
        )}
      </section>
    </>
  )
}

function Table({
  title,
  first,
  rows,
}: {
  readonly title: string
  readonly first: string
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly asked: number
    readonly visited: number
  }[]
}): ReactNode {
  const say = useWords(words)
  return (
    <section className="lm-survey-section">
      <h2>{title}</h2>
      <div className="lm-table-frame">
        <table className="lm-table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col" className="lm-number">
                {say('asked')}
              </th>
              <th scope="col" className="lm-number">
                {say('visited')}
              </th>
              <th scope="col">{say('share')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, asked, visited }) => (
              <tr key={key}>
                <td className="lm-table-primary">{name}</td>
                <td data-label={say('asked')} className="lm-number">
                  {asked}
                </td>
                <td data-label={say('visited')} className="lm-number">
                  {visited}
                </td>
                <td data-label={say('share')}>
                  <Share visited={visited} asked={asked} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
