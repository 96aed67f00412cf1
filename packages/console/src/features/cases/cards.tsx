import {
  CASE_OUTCOMES,
  type CaseOutcome,
  NEED_CATEGORIES,
  type NeedCategory,
  ROOT_CAUSES,
  type RootCause,
} from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMay } from '../../app/session.ts'
import { HumanDay, Moment, StateTag } from '../../frame/index.ts'
import type { CaseView, PlanItemView, Step, StepName } from './shapes.ts'
import { useStateName, waits } from './state-name.ts'

import { words } from './words.ts'

interface Part {
  readonly file: CaseView
}
interface StepPart extends Part {
  readonly onStep: (step: Step) => void
}

const ITEM_STEPS = {
  hand_over: 'hand_over',
  decline: 'decline',
  name_worker: 'name_worker',
  start: 'start',
  finish: 'finish',
  cancel: 'cancel_item',
} as const satisfies Partial<Record<StepName, keyof typeof words>>

/** The step that an item waits for; the others stand beside it. */
const FIRST: readonly string[] = ['name_worker', 'start', 'finish']

function isItemStep(action: string): action is keyof typeof ITEM_STEPS {
  return Object.hasOwn(ITEM_STEPS, action)
}

/** What the household lacks, in its own words. */
export function NeedCards({ file }: Part): ReactNode {
  const say = useWords(words)
  const text = useText()
  const stateName = useStateName()
  return (
    <section>
      <h2>{say('needs')}</h2>
      <ul>
        {file.needs.map((need) => (
          <li key={need.id} className="lm-card">
            <h3>
              {need.title} <StateTag waits={waits(need.state)}>{stateName(need.state)}</StateTag>
            </h3>
            {need.ownWords && <p className="lm-card-quote">{say('ownWords', { words: need.ownWords })}</p>}
            {need.evidence && <p className="lm-soft">{need.evidence}</p>}
            <p className="lm-soft">
              {text(
                NEED_CATEGORIES[need.category as NeedCategory] ?? { zh: need.category, en: need.category },
              )}{' '}
              · {text(ROOT_CAUSES[need.rootCause as RootCause] ?? { zh: need.rootCause, en: need.rootCause })}{' '}
              · {say('confirmedBy', { name: need.confirmedBy })} <Moment at={need.confirmedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The plan (服务清单), each item with the steps that the reader may take. */
export function PlanCards({ file, onStep }: StepPart): ReactNode {
  const say = useWords(words)
  const stateName = useStateName()
  return (
    <section>
      <h2>{say('plan')}</h2>
      {file.plan.length === 0 && <p className="lm-soft">{say('planEmpty')}</p>}
      <ul>
        {file.plan.map((item) => (
          <li key={item.id} className="lm-card">
            <h3>
              {item.title} <StateTag waits={waits(item.state)}>{stateName(item.state)}</StateTag>
            </h3>
            {item.goal && <p>{say('goalIs', { goal: item.goal })}</p>}
            {item.result && <p>{say('resultIs', { result: item.result })}</p>}
            <ItemFoot item={item} />
            {item.actions.length > 0 && (
              <div className="lm-card-steps">
                {item.actions.filter(isItemStep).map((action) => (
                  <Button
                    key={action}
                    type={FIRST.includes(action) ? 'primary' : 'default'}
                    onClick={() => onStep({ name: action, item })}
                  >
                    {say(ITEM_STEPS[action])}
                  </Button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who does an item and by when; a finished one says so instead of a date that no longer matters. */
function ItemFoot({ item }: { readonly item: PlanItemView }): ReactNode {
  const say = useWords(words)
  const who = [item.organisation?.name, item.worker?.name].filter(Boolean).join(' · ')
  const day =
    item.finishedAt !== null ? (
      <>
        {say('finishedAt')} <Moment at={item.finishedAt} />
      </>
    ) : item.dueOn !== null ? (
      <>
        {say('itemDue')} <HumanDay day={item.dueOn} due />
      </>
    ) : null
  if (who === '' && day === null) return null
  return (
    <p className="lm-soft">
      {who}
      {who !== '' && day !== null && ' · '}
      {day}
    </p>
  )
}

const CHANNELS = ['visit', 'phone', 'office', 'online', 'activity'] as const

/** Contacts (服务记录), the latest first. */
export function ContactCards({ file }: Part): ReactNode {
  const say = useWords(words)
  const channelName = (channel: string) => {
    const known = CHANNELS.find((one) => one === channel)
    return known ? say(known) : channel
  }
  return (
    <section>
      <h2>{say('contacts')}</h2>
      {file.contacts.length === 0 && <p className="lm-soft">{say('contactsEmpty')}</p>}
      <ul>
        {file.contacts.map((contact) => (
          <li key={contact.id} className="lm-card">
            <p>{contact.summary}</p>
            <p className="lm-soft">
              {channelName(contact.channel)} · {contact.by} · <Moment at={contact.at} />
              {contact.minutes !== null && ` · ${say('minutesValue', { count: contact.minutes })}`}
              {!contact.reached && ` · ${say('notReached')}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What volunteers were asked for. */
export function OrderCards({ file }: Part): ReactNode {
  const say = useWords(words)
  const stateName = useStateName()
  if (file.orders.length === 0) return null
  return (
    <section>
      <h2>{say('orders')}</h2>
      <ul>
        {file.orders.map((order) => (
          <li key={order.id} className="lm-card">
            <h3>
              {order.what} <StateTag waits={waits(order.state)}>{stateName(order.state)}</StateTag>
            </h3>
            {order.report && <p>{order.report}</p>}
            <p className="lm-soft">
              {order.volunteer} · <HumanDay day={order.dueOn} due={order.state !== 'done'} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What organisations think of it. */
export function OpinionCards({ file }: Part): ReactNode {
  const say = useWords(words)
  if (file.opinions.length === 0) return null
  return (
    <section>
      <h2>{say('opinions')}</h2>
      <ul>
        {file.opinions.map((opinion) => (
          <li key={opinion.id} className="lm-card">
            <p>{opinion.body}</p>
            <p className="lm-soft">
              {opinion.organisation} · {opinion.by} · <Moment at={opinion.at} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Proposals to close, with the supervisor's two answers where they wait for one. */
export function ClosureCards({ file, onStep }: StepPart): ReactNode {
  const say = useWords(words)
  const text = useText()
  const stateName = useStateName()
  const may = useMay()
  if (file.closures.length === 0) return null
  return (
    <section>
      <h2>{say('closures')}</h2>
      <ul>
        {file.closures.map((closure) => (
          <li key={closure.id} className="lm-card">
            <h3>
              {text(
                CASE_OUTCOMES[closure.outcome as CaseOutcome] ?? { zh: closure.outcome, en: closure.outcome },
              )}{' '}
              <StateTag waits={waits(closure.state)}>{stateName(closure.state)}</StateTag>
            </h3>
            <p>{closure.assessment}</p>
            <p className="lm-soft">
              {say('proposedBy', { name: closure.proposedBy })} <Moment at={closure.proposedAt} />
            </p>
            {closure.reviewedBy && (
              <p>
                {closure.comment
                  ? say('reviewedWith', { name: closure.reviewedBy, comment: closure.comment })
                  : say('reviewedBy', { name: closure.reviewedBy })}
              </p>
            )}
            {closure.state === 'returned' && !closure.reviewedBy && <p>{say('returnedForNeed')}</p>}
            {closure.state === 'proposed' && may('closure.review') && (
              <div className="lm-card-steps">
                {(['approve', 'return'] as const).map((name) => (
                  <Button
                    key={name}
                    type={name === 'approve' ? 'primary' : 'default'}
                    onClick={() => onStep({ name, closureId: closure.id, closureVersion: closure.version })}
                  >
                    {name === 'approve' ? say('approve') : say('returnIt')}
                  </Button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
