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
  Loaded,
  PageHeader,
  Pager,
  Segments,
  SkeletonCards,
  useSaid,
} from '../../../frame/index.ts'
import '../guidance.css'
import { FeedbackCard } from './feedback-card.tsx'
import { FeedbackDesk } from './feedback-desk.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/feedback')
const PAGE = 20

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
  const navigate = route.useNavigate()
  const { id, box = 'mine', page = 1 } = route.useSearch()
  const list = useQuery({
    ...api.guidance.feedback.queryOptions({ input: { box, limit: PAGE, offset: (page - 1) * PAGE } }),
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
            onChange={(next) =>
              void navigate({
                search: (old) => ({ ...old, box: next === 'mine' ? undefined : next, page: undefined }),
              })
            }
          />
        </div>
      )}
      <Loaded query={list} skeleton={<SkeletonCards cards={3} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <>
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
              <Pager
                page={page}
                pageSize={PAGE}
                total={total}
                onPage={(next) => void navigate({ search: (old) => ({ ...old, page: next }) })}
              />
            </>
          )
        }
      </Loaded>
    </>
  )
}
