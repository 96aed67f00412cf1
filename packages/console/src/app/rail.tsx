import { useText, useWords } from '@lastmile/web-kit'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PAGES, type PageEntry, type RailGroup, sees } from './page-table.ts'
import { RAIL_ICONS, RAIL_MORE } from './rail-icons.tsx'
import { RailWaiting } from './rail-waiting.tsx'
import { useSession } from './session.ts'
import { railWords, words } from './words.ts'

interface Group {
  readonly id: RailGroup
  readonly pages: readonly PageEntry[]
  readonly active: boolean
}

function isAt(pathname: string, page: PageEntry): boolean {
  return pathname === page.to || pathname.startsWith(`${page.to}/`)
}

/** The groups that have a page for this account, in the order of the day. */
function useGroups(): Group[] {
  const me = useSession()
  const { pathname } = useLocation()
  return (Object.keys(railWords) as RailGroup[])
    .map((id) => {
      const pages = PAGES.filter((page) => page.group === id && sees(me.permissions, page))
      return { id, pages, active: pages.some((page) => isAt(pathname, page)) }
    })
    .filter((group) => group.pages.length > 0)
}

/** The left rail: what people do, shown by role, and only where there is something behind it. */
export function Rail({ onGo }: { readonly onGo?: () => void }): ReactNode {
  const say = useWords(railWords)
  const sayApp = useWords(words)
  const text = useText()
  const groups = useGroups()
  const { pathname } = useLocation()
  return (
    <nav aria-label={sayApp('sections')}>
      <ul>
        {groups.map((group) => {
          const Icon = RAIL_ICONS[group.id]
          const first = group.pages[0]
          if (!first) return null
          return (
            <li key={group.id}>
              <Link
                to={first.to}
                className="lm-rail-link"
                data-active={group.active}
                {...(group.active && isAt(pathname, first) ? { 'aria-current': 'page' as const } : {})}
                {...(onGo ? { onClick: onGo } : {})}
              >
                <Icon aria-hidden="true" />
                {say(group.id)}
              </Link>
              {group.pages.length > 1 && (
                <ul className="lm-rail-sub">
                  {group.pages.map((page) => (
                    <li key={page.to}>
                      <Link
                        to={page.to}
                        className="lm-rail-link"
                        data-active={isAt(pathname, page)}
                        {...(onGo ? { onClick: onGo } : {})}
                      >
                        {text(page.label)}
                        {page.waiting === 'fact-questions' && <RailWaiting />}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** The first groups within the thumb's reach on a phone; the rest is behind "more". */
export function BottomBar({ onMore }: { readonly onMore: () => void }): ReactNode {
  const say = useWords(railWords)
  const sayApp = useWords(words)
  const groups = useGroups()
  const More = RAIL_MORE
  const shown = groups.length <= 4 ? groups : groups.slice(0, 3)
  return (
    <nav className="lm-bottom" aria-label={sayApp('sections')}>
      {shown.map((group) => {
        const Icon = RAIL_ICONS[group.id]
        const first = group.pages[0]
        return first ? (
          <Link key={group.id} to={first.to} className="lm-bottom-link" data-active={group.active}>
            <Icon aria-hidden="true" />
            {say(group.id)}
          </Link>
        ) : null
      })}
      <button type="button" className="lm-bottom-link" onClick={onMore}>
        <More aria-hidden="true" />
        {sayApp('more')}
      </button>
    </nav>
  )
}
