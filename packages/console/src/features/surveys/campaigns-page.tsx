import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { EmptyState, HumanDay, Loaded, PageHeader, SkeletonCards, StateTag } from '../../frame/index.ts'
import { BeginCampaign } from './begin-campaign.tsx'
import './surveys.css'
import { words } from './words.ts'

/** Campaigns that concern one's unit, with how far each is. */
export function CampaignsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const [beginning, setBeginning] = useState(false)
  const campaigns = useQuery(api.surveys.campaigns.queryOptions({ input: { limit: 100, offset: 0 } }))
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={
          <>
            {may('form.edit') && <Link to="/survey-forms">{say('forms')}</Link>}
            {may('campaign.run') && (
              <Button type="primary" onClick={() => setBeginning(true)}>
                {say('begin')}
              </Button>
            )}
          </>
        }
      />
      <Loaded query={campaigns} skeleton={<SkeletonCards cards={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <div className="lm-cards">
              {items.map((campaign) => (
                <article key={campaign.id} className="lm-card">
                  <h2>
                    <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
                      {campaign.title}
                    </Link>{' '}
                    <StateTag waits={campaign.state === 'running'}>{say(campaign.state)}</StateTag>
                  </h2>
                  <Share visited={campaign.visited} asked={campaign.asked} />
                  <p>
                    {say('progress', {
                      asked: campaign.asked,
                      visited: campaign.visited,
                      reached: campaign.reached,
                    })}
                  </p>
                  <p className="lm-soft">
                    {text(campaign.form)} · {say('by', { unit: campaign.orgName, name: campaign.createdBy })}{' '}
                    · {say('dueOn')} <HumanDay day={campaign.dueOn} due={campaign.state === 'running'} />
                  </p>
                </article>
              ))}
            </div>
          )
        }
      </Loaded>
      {beginning && <BeginCampaign onClose={() => setBeginning(false)} />}
    </>
  )
}

/** How much of a whole is done, as a bar; said in words beside it. */
export function Share({ visited, asked }: { readonly visited: number; readonly asked: number }): ReactNode {
  const share = asked === 0 ? 0 : (100 * visited) / asked
  return (
    <span className="lm-share" aria-hidden="true">
      <i style={{ width: `${share}%` }} />
    </span>
  )
}
