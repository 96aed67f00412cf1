import { useText } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import '../gaps/gaps.css'

const TABS = [
  { to: '/signals', label: { zh: '要去看的', en: 'To look into' } },
  { to: '/signals/rules', label: { zh: '准不准', en: 'How well they do' } },
] as const

/** The pages of signals. */
export function SignalTabs(): ReactNode {
  const text = useText()
  return (
    <nav className="lm-gap-tabs" aria-label={text({ zh: '发现线索', en: 'Signals' })}>
      {TABS.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }}>
          {text(tab.label)}
        </Link>
      ))}
    </nav>
  )
}
