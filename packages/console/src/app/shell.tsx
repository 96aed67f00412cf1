import { SearchOutlined } from '@ant-design/icons'
import { useText, useWords } from '@lastmile/web-kit'
import { usePrefetchQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatches, useNavigate, useRouteContext } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { CommandPalette, EmptyState, factsQuery, JobTray, ScopePicker, Toasts } from '../frame/index.ts'
import { AccountMenu } from './account-menu.tsx'
import { queryClient } from './api.ts'
import { PageNameContext } from './page-name.ts'
import { BottomBar, Rail } from './rail.tsx'
import { keepMe, SessionContext } from './session.ts'
import './shell.css'
import { words } from './words.ts'

/** The frame around every staff page: rail, scope, search, jobs, account. */
export function Shell(): ReactNode {
  const { me } = useRouteContext({ from: '/staff' })
  const say = useWords(words)
  const navigate = useNavigate()
  const [palette, setPalette] = useState(false)
  const [drawer, setDrawer] = useState(false)
  const content = useRef<HTMLElement>(null)
  const [ownName, setOwnName] = useState<string | null>(null)
  usePageTitle(content, ownName)
  // Most pages call facts by their names: the names are under way before a page asks.
  usePrefetchQuery(factsQuery)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      setPalette(true)
    }
    const onSignedOut = () => {
      const next = window.location.pathname + window.location.search
      keepMe(queryClient, null)
      void navigate({ to: '/sign-in', search: { next, ended: true } })
    }
    window.addEventListener('keydown', onKey)
    window.addEventListener('lastmile:signed-out', onSignedOut)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('lastmile:signed-out', onSignedOut)
    }
  }, [navigate])

  return (
    <SessionContext value={me}>
      <Toasts>
        <div className="lm-shell">
          <a href="#content" className="lm-skip">
            {say('skip')}
          </a>
          <aside className="lm-rail">
            <Link to="/today" className="lm-brand">
              <img src="/mark.svg" alt="" width="27" height="27" />
              <span>
                <b>{say('product')}</b>
                <small>{say('productLong')}</small>
              </span>
            </Link>
            <Rail />
          </aside>
          <div className="lm-main">
            {me.demo && (
              <aside className="lm-demo" aria-label={say('demoLabel')}>
                {say('demo')}
              </aside>
            )}
            <header className="lm-top">
              <ScopePicker />
              <span className="lm-top-gap" />
              <button type="button" className="lm-find" onClick={() => setPalette(true)}>
                <SearchOutlined aria-hidden="true" />
                <span>{say('search')}</span>
                <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
              </button>
              <JobTray />
              <AccountMenu />
            </header>
            <main className="lm-content" id="content" ref={content} tabIndex={-1}>
              <PageNameContext value={setOwnName}>
                <Allowed permissions={me.permissions}>
                  <Outlet />
                </Allowed>
              </PageNameContext>
            </main>
          </div>
          <BottomBar onMore={() => setDrawer(true)} />
        </div>
        <Drawer
          open={drawer}
          onClose={() => setDrawer(false)}
          placement="left"
          size={272}
          title={say('menu')}
          classNames={{ body: 'lm-drawer-rail' }}
        >
          <Rail onGo={() => setDrawer(false)} />
        </Drawer>
        {palette && <CommandPalette onClose={() => setPalette(false)} />}
      </Toasts>
    </SessionContext>
  )
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Names the window after the page, and gives the keyboard the new page's beginning after a change of page. */
function usePageTitle(content: React.RefObject<HTMLElement | null>, ownName: string | null): void {
  const text = useText()
  const say = useWords(words)
  const last = useMatches().at(-1)
  const title = last?.staticData.title
  const name = ownName ?? (title ? text(title) : null)
  const page = last?.pathname
  const seen = useRef(page)
  useEffect(() => {
    document.title = name === null ? say('product') : `${name} · ${say('product')}`
  }, [name, say])
  useEffect(() => {
    if (seen.current === page) return
    seen.current = page
    content.current?.focus({ preventScroll: true })
  }, [page, content])
}

/** Shows the page, or says plainly that it belongs to other roles. The server refuses the data all the same. */
function Allowed({
  permissions,
  children,
}: {
  readonly permissions: readonly string[]
  readonly children: ReactNode
}): ReactNode {
  const say = useWords(words)
  const needed = useMatches().flatMap((match) =>
    match.staticData.permission ? [match.staticData.permission] : [],
  )
  const allowed = needed.every((one) =>
    (typeof one === 'string' ? [one] : one).some((permission) => permissions.includes(permission)),
  )
  if (allowed) return children
  return (
    <EmptyState
      title={say('notYours')}
      text={say('notYoursText')}
      action={<Link to="/today">{say('toToday')}</Link>}
    />
  )
}
