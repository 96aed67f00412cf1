import { useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay, useSession } from '../../../app/session.ts'
import {
  EmptyState,
  LinkButton,
  LoadedPage,
  PageHeader,
  Segments,
  SkeletonCards,
  useListAddress,
  useSaid,
} from '../../../frame/index.ts'
import '../guidance.css'
import { FeedbackCard } from './feedback-card.tsx'
import { FeedbackDesk } from './feedback-desk.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/feedback')

/** Feedback on policies: what I wrote and what became of it; for the bureau the desk where it is gathered and answered. */
export function FeedbackPage(): ReactNode {
  const say = useWords(words)
  const may = useMay()
  const writes = may('feedback.write')
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say(writes ? 'lineWriter' : 'lineBureau')}
        actions={
          writes ? (
            <LinkButton to="/feedback/new" primary>
              {say('write')}
            </LinkButton>
          ) : undefined
        }
      />
      {writes ? <Own /> : <FeedbackDesk />}
    </>
  )
}

function Own(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const queries = useQueryClient()
  const search = route.useSearch()
  const { id, box = 'mine' } = search
  const { narrow, rows, paging } = useListAddress(search, 20)
  const list = useQuery({
    ...api.guidance.feedback.queryOptions({ input: { box, ...rows } }),
    placeholderData: keepPreviousData,
  })
  const see = (feedbackId: string) =>
    void api.guidance.seeAnswer
      .call({ id: feedbackId })
      .then(() => queries.invalidateQueries())
      .catch(said.failed)
  return (
    <>
      {me.role === 'backbone' && (
        <div className="lm-guidance-bar">
          <Segments
            name="box"
            label={say('show')}
            value={box}
            options={[
              { value: 'mine', label: say('mine') },
              { value: 'all', label: say('below') },
            ]}
            onChange={(next) => narrow({ box: next === 'mine' ? undefined : next })}
          />
        </div>
      )}
      <LoadedPage
        query={list}
        paging={paging}
        skeleton={<SkeletonCards cards={3} />}
        empty={<EmptyState title={say('emptyTitle')} text={say('emptyText')} />}
      >
        {(items) => (
          <div className="lm-cards">
            {items.map((feedback) => (
              <FeedbackCard
                key={feedback.id}
                feedback={feedback}
                chosen={feedback.id === id}
                steps={
                  feedback.news ? (
                    <Button type="primary" onClick={() => see(feedback.id)}>
                      {say('seen')}
                    </Button>
                  ) : undefined
                }
              />
            ))}
          </div>
        )}
      </LoadedPage>
    </>
  )
}
