import { useWords } from '@lastmile/web-kit'
import { type ErrorComponentProps, Link, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState, ErrorState } from '../frame/index.ts'
import { words } from './words.ts'

export function RootPage(): ReactNode {
  return <Outlet />
}

/** An address that leads nowhere. */
export function NoPage(): ReactNode {
  const say = useWords(words)
  return (
    <EmptyState
      title={say('notFoundTitle')}
      text={say('notFoundText')}
      action={<Link to="/today">{say('toToday')}</Link>}
    />
  )
}

/** A page that could not be drawn or loaded at all. */
export function BrokenPage({ error, reset }: ErrorComponentProps): ReactNode {
  return (
    <main className="lm-content">
      <ErrorState error={error} onRetry={reset} />
    </main>
  )
}
