import type { Today, TodayItem } from '@lastmile/contract'
import { calendarDay, useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { EmptyState, HumanDay, Loaded, Moment, PageHeader, SkeletonCards } from '../../frame/index.ts'
import './today.css'
import { words } from './words.ts'

type Item = z.infer<typeof TodayItem>
const COLUMNS = ['now', 'changed', 'mine'] as const

/** What waits for me, why, and by when. */
export function TodayPage(): ReactNode {
  const api = useApi()
  const today = useQuery(api.insight.today.queryOptions())
  return (
    <Loaded query={today} skeleton={<SkeletonCards cards={4} />}>
      {(data) => <Board today={data} />}
    </Loaded>
  )
}

function Board({ today }: { readonly today: z.infer<typeof Today> }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  return (
    <>
      <PageHeader title={text(today.greeting)} line={calendarDay(today.date, today.date, lang)} />
      {today.figures.length > 0 && (
        <nav className="lm-figures" aria-label={say('figures')}>
          {today.figures.map((figure) => (
            <Link key={figure.id} to={figure.href} className="lm-figure">
              <b>{figure.value}</b>
              <span>{text(figure.label)}</span>
            </Link>
          ))}
        </nav>
      )}
      <div className="lm-board">
        {COLUMNS.map((column) => {
          const items = today.items.filter((item) => item.column === column)
          return (
            <section key={column} aria-labelledby={`column-${column}`}>
              <h2 id={`column-${column}`}>
                {say(column)} {items.length > 0 && <small>{say('count', { count: items.length })}</small>}
              </h2>
              {items.length === 0 ? (
                <EmptyState
                  title={say(`${column}Empty`)}
                  {...(column === 'now' ? { text: say('nowEmptyText') } : {})}
                />
              ) : (
                <ul className="lm-board-list">
                  {items.map((item) => (
                    <ItemCard key={item.id} item={item} />
                  ))}
                </ul>
              )}
            </section>
          )
        })}
      </div>
    </>
  )
}

function ItemCard({ item }: { readonly item: Item }): ReactNode {
  const text = useText()
  return (
    <li className="lm-item" data-overdue={item.overdue}>
      <h3>{text(item.title)}</h3>
      <p className="lm-soft">{text(item.why)}</p>
      <div className="lm-row">
        {item.dueOn !== null ? (
          <HumanDay day={item.dueOn} due />
        ) : item.at !== null ? (
          <span className="lm-soft">
            <Moment at={item.at} />
          </span>
        ) : null}
        <Link to={item.href} className="lm-item-go">
          {text(item.action)}
        </Link>
      </div>
    </li>
  )
}
