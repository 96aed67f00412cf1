import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../../../app/api.ts'
import { HumanDay, Loaded, SkeletonLines } from '../../../../frame/index.ts'
import { useStateName } from '../../../cases/state-name.ts'
import type { CaseView, HouseholdView } from '../shapes.ts'
import { caseOf } from './queries.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

type Item = CaseView['plan'][number]

/** Open items of the plan, the nearest date first; items without a date come last. */
export function openItems(plan: readonly Item[]): Item[] {
  return plan
    .filter((item) => item.state !== 'done' && item.state !== 'cancelled')
    .sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
}

/** What was promised and is not done yet. Worked on in the case. */
export function Plan({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const stateName = useStateName()
  const api = useApi()
  const file = useQuery(caseOf(api, household.id))
  const items = openItems(file.data?.plan ?? [])
  return (
    <Section
      title={say('plan')}
      count={items.length}
      {...(household.caseId === null
        ? {}
        : {
            aside: (
              <Link to="/cases/$caseId" params={{ caseId: household.caseId }}>
                {say('toCase')}
              </Link>
            ),
          })}
    >
      <Loaded query={file} skeleton={<SkeletonLines lines={2} />}>
        {() =>
          items.length === 0 ? (
            <p className="lm-soft">{say('planNone')}</p>
          ) : (
            <ul className="lm-lines">
              {items.map((item) => (
                <li key={item.id}>
                  <b>{item.title}</b>
                  <div className="lm-soft">
                    {stateName(item.state)}
                    {' · '}
                    {item.dueOn === null ? say('noDate') : <HumanDay day={item.dueOn} due />}
                    {item.organisation && ` · ${item.organisation.name}`}
                    {item.worker && ` · ${item.worker.name}`}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}
