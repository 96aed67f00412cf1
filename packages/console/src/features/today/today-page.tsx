import type { Today } from '@lastmile/contract'
import { calendarDay, useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { PAGES, sees } from '../../app/page-table.ts'
import { useSession } from '../../app/session.ts'
import { EmptyState, Loaded, PageHeader, SkeletonCards, SkeletonLines } from '../../frame/index.ts'
import { HomeLine } from './home-line.tsx'
import { type Item, ItemCard } from './item-card.tsx'
import './today.css'
import { words } from './words.ts'

const COLUMNS = ['now', 'changed', 'mine'] as const
/** Things that a column shows before it is asked for more. */
const SHOWN = 8

/** What waits for me, why, and by when. */
export function TodayPage(): ReactNode {
  const api = useApi()
  const today = useQuery(api.insight.today.queryOptions())
  return (
    <Loaded query={today} skeleton={<BoardSkeleton />}>
      {(data) => <Board today={data} />}
    </Loaded>
  )
}

function BoardSkeleton(): ReactNode {
  return (
    <>
      <SkeletonLines lines={2} />
      <div className="lm-board">
        <SkeletonCards cards={4} />
        <SkeletonCards cards={3} />
        <SkeletonCards cards={4} />
      </div>
    </>
  )
}

function Board({ today }: { readonly today: z.infer<typeof Today> }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  // A column that is nobody's business in this role (no household is ever paired with an auditor) is left out.
  const columns = COLUMNS.filter(
    (column) => column === 'now' || today.items.some((item) => item.column === column),
  )
  return (
    <>
      <PageHeader title={text(today.greeting)} line={calendarDay(today.date, today.date, lang)} />
      {today.figures.length > 0 && (
        <nav className="lm-figures" aria-label={say('figures')}>
          {today.figures.map((figure) => (
            <Link key={figure.id} to={figure.href} className="lm-figure">
              <b>{figure.value.toLocaleString('en')}</b>
              <span>{text(figure.label)}</span>
            </Link>
          ))}
        </nav>
      )}
      {today.figures.length === 0 && <Doors />}
      <div className="lm-board" data-columns={columns.length}>
        {columns.map((column) => (
          <Column key={column} column={column} items={today.items.filter((item) => item.column === column)} />
        ))}
      </div>
    </>
  )
}

/** For those whose day begins with no figure: the pages that they have. */
function Doors(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { permissions } = useSession()
  const doors = PAGES.filter((page) => page.to !== '/today' && sees(permissions, page))
  return (
    <nav className="lm-figures" aria-label={say('doors')}>
      {doors.map((page) => (
        <Link key={page.to} to={page.to} className="lm-figure lm-door">
          {text(page.label)}
        </Link>
      ))}
    </nav>
  )
}

function Column({
  column,
  items,
}: {
  readonly column: (typeof COLUMNS)[number]
  readonly items: readonly Item[]
}): ReactNode {
  const say = useWords(words)
  const [all, setAll] = useState(false)
  const shown = all ? items : items.slice(0, SHOWN)
  const left = items.length - shown.length
  const homes = column === 'mine'
  return (
    <section aria-labelledby={`column-${column}`}>
      <h2 id={`column-${column}`}>
        {say(column)}{' '}
        {items.length > 0 && (
          <small>
            {homes ? say('countHomes', { count: items.length }) : say('count', { count: items.length })}
          </small>
        )}
      </h2>
      {items.length === 0 ? (
        <EmptyState
          title={say(`${column}Empty`)}
          {...(column === 'now' ? { text: say('nowEmptyText') } : {})}
        />
      ) : (
        <ul className={homes ? 'lm-homes' : 'lm-board-list'}>
          {shown.map((item) =>
            homes ? <HomeLine key={item.id} item={item} /> : <ItemCard key={item.id} item={item} />,
          )}
        </ul>
      )}
      {left > 0 && (
        <button type="button" className="lm-link lm-board-more" onClick={() => setAll(true)}>
          {homes ? say('moreHomes', { count: left }) : say('more', { count: left })}
        </button>
      )}
    </section>
  )
}
