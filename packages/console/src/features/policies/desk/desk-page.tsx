import type { LibraryReminder } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { EmptyState, Loaded, PageHeader, SkeletonCards, StateTag } from '../../../frame/index.ts'
import '../policies.css'
import './desk.css'
import { words } from './words.ts'

const PAGE = 100
const SHOWN = 8
type Reminder = z.infer<typeof LibraryReminder>

/** The policy desk: every change of the library with its state, and what must be looked at soon. */
export function DeskPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const changes = useQuery(api.policies.changes.queryOptions({ input: { limit: PAGE, offset: 0 } }))
  return (
    <>
      <PageHeader
        title={say('title')}
        line={say('line')}
        actions={<Link to="/policy-desk/verify">{say('toVerify')}</Link>}
      />
      <div className="lm-columns">
        <div>
          <Loaded query={changes} skeleton={<SkeletonCards cards={4} />}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={say('emptyTitle')} text={say('emptyText')} />
              ) : (
                <div className="lm-cards">
                  {items.map((change) => (
                    <article key={change.id} className="lm-card">
                      <h2>
                        <Link to="/policy-desk/changes/$changeId" params={{ changeId: change.id }}>
                          {change.title}
                        </Link>{' '}
                        <StateTag waits={change.state === 'proposed'}>{say(change.state)}</StateTag>
                      </h2>
                      <p className="lm-soft">
                        {[
                          say(change.kind),
                          say('effective', { day: change.effectiveOn }),
                          say('by', { name: change.createdBy }),
                          change.decidedBy && say('decidedBy', { name: change.decidedBy }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </p>
                      {change.decisionNote && <p className="lm-card-quote">{change.decisionNote}</p>}
                    </article>
                  ))}
                </div>
              )
            }
          </Loaded>
        </div>
        {/* What stands above them comes first, so that nothing moves under the thumb. */}
        {!changes.isPending && <Reminders />}
      </div>
    </>
  )
}

/** What runs out, and what changes each year and has no new value yet. */
function Reminders(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const reminders = useQuery(api.policies.reminders.queryOptions({ input: { days: 60 } }))
  return (
    <section>
      <h2>{say('reminders')}</h2>
      <Loaded query={reminders}>
        {(list) =>
          list.length === 0 ? (
            <p className="lm-soft">{say('remindersNone')}</p>
          ) : (
            <>
              <ReminderList list={list.slice(0, SHOWN)} />
              {list.length > SHOWN && (
                <details className="lm-policy-earlier">
                  <summary>{say('more_', { count: list.length - SHOWN })}</summary>
                  <ReminderList list={list.slice(SHOWN)} />
                </details>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function ReminderList({ list }: { readonly list: readonly Reminder[] }): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <ul className="lm-desk-reminders">
      {list.map((one) => (
        <li key={`${one.path} ${one.figure} ${one.kind}`}>
          <b>{text(one.label)}</b>{' '}
          <span className={one.overdue ? 'lm-late' : 'lm-soft'}>
            {say(one.kind, { day: one.dueOn })}
            {one.overdue && ` · ${say('overdue')}`}
          </span>
          <span className="lm-desk-links">
            {one.policies.slice(0, 4).map((policy) => (
              <Link key={policy.id} to="/policies/$policyId" params={{ policyId: policy.id }}>
                {text(policy.name)}
              </Link>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
