import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../app/session.ts'
import { words } from './words.ts'

const TABS = [
  { to: '/sources', label: 'overview', permission: 'import.read' },
  { to: '/sources/conflicts', label: 'conflicts', permission: 'household.read' },
  { to: '/fact-questions', label: 'toSettle', permission: 'fact.readSensitive' },
] as const

/** The pages of sources, as far as the account may see them. */
export function SourceTabs(): ReactNode {
  const say = useWords(words)
  const may = useMay()
  const tabs = TABS.filter((tab) => may(tab.permission))
  if (tabs.length < 2) return null
  return (
    <nav className="lm-page-tabs" aria-label={say('tabs')}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }}>
          {say(tab.label)}
        </Link>
      ))}
    </nav>
  )
}
