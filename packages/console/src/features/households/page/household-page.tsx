import { exactMoment, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { usePageName } from '../../../app/page-name.ts'
import { useSession } from '../../../app/session.ts'
import { Loaded, Segments, SkeletonCards, SkeletonLines } from '../../../frame/index.ts'
import { FactsPanel } from './facts-panel.tsx'
import { FamilyTree } from './family-tree.tsx'
import { HouseholdHead } from './household-head.tsx'
import './columns.css'
import './household.css'
import './print.css'
import { Now } from './now/now.tsx'
import type { HouseholdView } from './shapes.ts'
import { Thread } from './thread/thread.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/households/$householdId')
const TABS = ['now', 'family', 'thread'] as const

/** One household: who they are, what we know, what happened, and what is to be done now. */
export function HouseholdPage(): ReactNode {
  const api = useApi()
  const { householdId } = route.useParams()
  const household = useQuery(api.households.get.queryOptions({ input: { id: householdId } }))
  return (
    <Loaded query={household} skeleton={<PageSkeleton />}>
      {(data) => <Page household={data} />}
    </Loaded>
  )
}

/** Grey places where head and columns will stand. */
function PageSkeleton(): ReactNode {
  return (
    <div className="lm-household">
      <SkeletonLines lines={3} />
      <div className="lm-household-columns" data-tab="now">
        <div data-part="family">
          <SkeletonLines lines={8} />
        </div>
        <div data-part="thread">
          <SkeletonCards cards={4} />
        </div>
        <div data-part="now">
          <SkeletonCards cards={3} />
        </div>
      </div>
    </div>
  )
}

function Page({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const { tab = 'now', person } = route.useSearch()
  const navigate = route.useNavigate()
  usePageName(say('home', { name: household.headName }))
  const chosen = household.members.find((member) => member.personId === person) ?? null
  return (
    <article className="lm-household">
      <Watermark />
      <HouseholdHead household={household} />
      <div className="lm-household-tabs">
        <Segments
          name="tab"
          label={say('tabs')}
          value={tab}
          options={TABS.map((value) => ({ value, label: say(value) }))}
          onChange={(next) =>
            void navigate({
              search: (old) => ({ ...old, tab: next === 'now' ? undefined : next }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
      <div className="lm-household-columns" data-tab={tab}>
        <section data-part="family" aria-label={say('family')}>
          <FamilyTree
            members={household.members}
            chosen={chosen?.personId ?? null}
            onChoose={(personId) =>
              void navigate({
                search: (old) => ({ ...old, person: personId ?? undefined }),
                replace: true,
                resetScroll: false,
              })
            }
          />
          <FactsPanel household={household} member={chosen} />
        </section>
        <section data-part="thread" aria-label={say('thread')}>
          <Thread household={household} />
        </section>
        <section data-part="now" aria-label={say('now')}>
          <Now household={household} />
        </section>
      </div>
    </article>
  )
}

/** On paper: who printed this and when, across every sheet. */
function Watermark(): ReactNode {
  const me = useSession()
  const say = useWords(words)
  const line = say('printed', { name: me.name, when: exactMoment(new Date()) })
  return (
    <div className="lm-watermark" aria-hidden="true">
      <span>{line}</span>
      <span>{line}</span>
      <span>{line}</span>
    </div>
  )
}
