import type { OwnPage as OwnData } from '@lastmile/contract'
import { RELATIONS, type Relation } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { HumanDay, Loaded, Money, PageHeader, SkeletonCards, StateTag } from '../../frame/index.ts'
import { OwnScales } from '../assessment/own/own-scales.tsx'
import { useStateName, waits } from '../cases/state-name.ts'
import './own.css'
import { OwnReaders } from './own-readers.tsx'
import { words } from './words.ts'

type Own = z.infer<typeof OwnData>

/** The resident's own page: who is beside the family, what is done, what comes in, and who opened the file. */
export function OwnPage(): ReactNode {
  const api = useApi()
  const own = useQuery(api.insight.own.queryOptions())
  return (
    <div className="lm-own">
      <Loaded query={own} skeleton={<SkeletonCards cards={4} />}>
        {(data) => <OwnBoard own={data} />}
      </Loaded>
    </div>
  )
}

function OwnBoard({ own }: { readonly own: Own }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const stateName = useStateName()
  const members = own.members
    .map(({ name, relation }) => {
      const known = RELATIONS[relation as Relation]
      return known ? `${name}（${text(known)}）` : name
    })
    .join('、')
  return (
    <>
      <PageHeader title={say('title')} line={members} />
      <OwnScales />
      <Advisor advisor={own.advisor} />
      <section className="lm-panel">
        <h2>{say('plan')}</h2>
        {own.plan.length === 0 && <p>{say('planNone')}</p>}
        <ul>
          {own.plan.map((item) => (
            <li key={item.id}>
              <b>{item.title}</b> <StateTag waits={waits(item.state)}>{stateName(item.state)}</StateTag>
              {item.goal && <p>{item.goal}</p>}
              {item.result && <p>{item.result}</p>}
              {item.dueOn && item.state !== 'done' && (
                <p className="lm-soft">
                  {say('dueOn')} <HumanDay day={item.dueOn} />
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
      {own.needs.length > 0 && (
        <section className="lm-panel">
          <h2>{say('needs')}</h2>
          <ul>
            {own.needs.map((need) => (
              <li key={`${need.title}-${need.state}`}>
                {need.title} <StateTag waits={waits(need.state)}>{stateName(need.state)}</StateTag>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="lm-panel">
        <h2>{say('receiving')}</h2>
        {own.receiving.length === 0 && <p>{say('receivingNone')}</p>}
        <ul>
          {own.receiving.map((receipt) => (
            <li key={`${receipt.policyName.zh}-${receipt.amountFen}`} className="lm-own-money">
              <span>{text(receipt.policyName)}</span> <Money fen={receipt.amountFen} per={receipt.per} />
            </li>
          ))}
        </ul>
      </section>
      <OwnReaders readers={own.readers} />
      <p className="lm-own-last">
        {own.advisor ? say('last', { name: own.advisor.name, hours: own.advisor.hours }) : say('lastNobody')}{' '}
        <a href="tel:12345">{say('call12345')}</a>
      </p>
    </>
  )
}

function Advisor({ advisor }: { readonly advisor: Own['advisor'] }): ReactNode {
  const say = useWords(words)
  const phone = advisor?.phone?.replace(/^\+86/, '') ?? null
  return (
    <section className="lm-panel">
      <h2>{say('advisor')}</h2>
      {advisor === null ? (
        <p>{say('noAdvisor')}</p>
      ) : (
        <>
          <p>
            <b>{advisor.name}</b> · {advisor.orgName}
          </p>
          <p className="lm-soft">{say('hours', { hours: advisor.hours })}</p>
          {phone && (
            <a className="lm-own-call" href={`tel:${phone}`}>
              {say('call', { phone })}
            </a>
          )}
        </>
      )}
    </section>
  )
}
