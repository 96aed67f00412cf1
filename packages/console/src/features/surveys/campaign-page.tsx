import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
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
  useScope,
  useTakeFile,
} from '../../frame/index.ts'
import { Coverage } from './coverage.tsx'
import { Results } from './results.tsx'
import { Targets } from './targets.tsx'
import { WhoLine } from './who-line.tsx'
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
  const scope = useScope()
  const { campaignId } = route.useParams()
  const { view = 'coverage' } = route.useSearch()
  const navigate = route.useNavigate()
  const [closing, setClosing] = useState(false)
  const campaign = useQuery({
    ...api.surveys.get.queryOptions({ input: { id: campaignId, ...scope.within } }),
    placeholderData: keepPreviousData,
  })
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
          <WhoLine who={data.who} />
          <Segments
            name="campaign-view"
            label={say('views')}
            value={view}
            options={VIEWS.map((value) => ({ value, label: say(value) }))}
            onChange={(next) =>
              void navigate({
                search: ({ under }) => ({ under, view: next === 'coverage' ? undefined : next }),
              })
            }
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
