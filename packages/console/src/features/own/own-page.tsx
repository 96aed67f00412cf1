import { RELATIONS, type Relation, ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { HumanDay, Loaded, Moment, Money, PageHeader, SkeletonCards } from '../../frame/index.ts'
import { useStateName } from '../cases/state-name.ts'
import { words } from './words.ts'

/** The resident's own page: who is beside the family, what comes in, what is done, and who opened the file. */
export function OwnPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const stateName = useStateName()
  const api = useApi()
  const own = useQuery(api.insight.own.queryOptions())
  return (
    <Loaded query={own} skeleton={<SkeletonCards cards={4} />}>
      {(data) => (
        <>
          <PageHeader
            title={say('title')}
            line={data.members
              .map((member) => {
                const relation = RELATIONS[member.relation as Relation]
                return relation ? `${member.name}（${text(relation)}）` : member.name
              })
              .join(' ')}
          />
          <div className="lm-columns">
            <div>
              <section>
                <h2>{say('advisor')}</h2>
                {data.advisor ? (
                  <p>
                    <b>{data.advisor.name}</b> · {data.advisor.orgName}
                    {data.advisor.phone && ` · ${data.advisor.phone.replace(/^\+86/, '')}`} ·{' '}
                    {data.advisor.hours}
                  </p>
                ) : (
                  <p>{say('noAdvisor')}</p>
                )}
              </section>
              <section>
                <h2>{say('plan')}</h2>
                {data.plan.length === 0 && <p className="lm-soft">{say('planNone')}</p>}
                <ul>
                  {data.plan.map((item) => (
                    <li key={item.id} className="lm-card">
                      <h3>
                        {item.title} <small>{stateName(item.state)}</small>
                      </h3>
                      {item.goal && <p>{item.goal}</p>}
                      {item.result && <p>{item.result}</p>}
                      {item.dueOn && (
                        <p className="lm-soft">
                          <HumanDay day={item.dueOn} />
                        </p>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
              <section>
                <h2>{say('needs')}</h2>
                <ul>
                  {data.needs.map((need) => (
                    <li key={`${need.title}-${need.state}`}>
                      {need.title} <small>{stateName(need.state)}</small>
                    </li>
                  ))}
                </ul>
              </section>
            </div>
            <div>
              <section>
                <h2>{say('receiving')}</h2>
                {data.receiving.length === 0 && <p className="lm-soft">{say('receivingNone')}</p>}
                <ul>
                  {data.receiving.map((receipt) => (
                    <li key={`${receipt.policyName.zh}-${receipt.amountFen}`}>
                      {text(receipt.policyName)} <Money fen={receipt.amountFen} per={receipt.per} />
                    </li>
                  ))}
                </ul>
              </section>
              <section>
                <h2>{say('readers')}</h2>
                <p className="lm-soft">{say('readersText')}</p>
                {data.readers.length === 0 && <p>{say('readersNone')}</p>}
                <ul>
                  {data.readers.map((reader) => (
                    <li key={`${reader.at}-${reader.name}`}>
                      <Moment at={reader.at} /> · {reader.name}{' '}
                      {text(ROLE_NAMES[reader.role as Role] ?? { zh: reader.role, en: reader.role })}{' '}
                      {reader.orgName} · {text(reader.what)}
                    </li>
                  ))}
                </ul>
              </section>
            </div>
          </div>
          <p>
            {data.advisor
              ? say('last', { name: data.advisor.name, hours: data.advisor.hours })
              : say('lastNobody')}
          </p>
        </>
      )}
    </Loaded>
  )
}
