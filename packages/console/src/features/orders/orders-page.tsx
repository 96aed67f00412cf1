import type { Order } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import {
  AskDialog,
  EmptyState,
  HumanDay,
  Loaded,
  numberOf,
  PageHeader,
  SkeletonCards,
  StateTag,
  textOf,
  useSaid,
} from '../../frame/index.ts'
import { useStateName } from '../cases/state-name.ts'
import { words } from './words.ts'

type OrderView = z.infer<typeof Order>
type Answer = 'accept' | 'decline' | 'done'
const SAID = { accept: 'accepted', decline: 'declined', done: 'reported' } as const

/** What the volunteer was asked to do: one thing, a name, a day; the place after accepting. */
export function OrdersPage(): ReactNode {
  const say = useWords(words)
  const stateName = useStateName()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const orders = useQuery(api.casework.myOrders.queryOptions())
  const [reporting, setReporting] = useState<OrderView | null>(null)
  const answer = async (
    order: OrderView,
    action: Answer,
    more: { report?: string | undefined; minutes?: number | undefined } = {},
  ) => {
    await api.casework.answerOrder.call({ id: order.id, version: order.version, action, ...more })
    await queries.invalidateQueries()
    said.done(say(SAID[action]))
  }
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <Loaded query={orders} skeleton={<SkeletonCards cards={3} />}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
          ) : (
            <div className="lm-cards">
              {rows.map((order) => (
                <article key={order.id} className="lm-card">
                  <h2>
                    {order.callName}：{order.what}{' '}
                    <StateTag waits={order.state === 'offered'}>{stateName(order.state)}</StateTag>
                  </h2>
                  {order.place ? (
                    <p>{say('place', { place: order.place })}</p>
                  ) : (
                    order.actions.includes('accept') && <p>{say('placeLater')}</p>
                  )}
                  <p className="lm-soft">
                    {say('askedBy', { name: order.givenBy })} ·{' '}
                    <HumanDay day={order.dueOn} due={order.actions.length > 0} />
                  </p>
                  <div className="lm-card-steps">
                    {order.actions.includes('accept') && (
                      <Button type="primary" onClick={() => void answer(order, 'accept').catch(said.failed)}>
                        {say('accept')}
                      </Button>
                    )}
                    {order.actions.includes('done') && (
                      <Button type="primary" onClick={() => setReporting(order)}>
                        {say('done')}
                      </Button>
                    )}
                    {order.actions.includes('decline') && (
                      <Button onClick={() => void answer(order, 'decline').catch(said.failed)}>
                        {say('decline')}
                      </Button>
                    )}
                  </div>
                </article>
              ))}
            </div>
          )
        }
      </Loaded>
      {reporting && (
        <AskDialog
          title={reporting.what}
          submit={say('done')}
          onClose={() => setReporting(null)}
          fields={[
            { name: 'report', label: say('report'), kind: 'area', maxLength: 500 },
            { name: 'minutes', label: say('minutes'), kind: 'number' },
          ]}
          onSubmit={(answers) =>
            answer(reporting, 'done', {
              report: textOf(answers, 'report'),
              minutes: numberOf(answers, 'minutes'),
            })
          }
        />
      )}
    </>
  )
}
