import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { words } from './words.ts'

/** The queue, and what was merged. */
export function LinkageTabs(): ReactNode {
  const say = useWords(words)
  return (
    <nav className="lm-page-tabs" aria-label={say('tabs')}>
      <Link to="/linkage" activeOptions={{ exact: true, includeSearch: false }}>
        {say('queue')}
      </Link>
      <Link to="/linkage/rows" activeOptions={{ exact: true, includeSearch: false }}>
        {say('rows')}
      </Link>
      <Link to="/linkage/merges" activeOptions={{ exact: true, includeSearch: false }}>
        {say('done')}
      </Link>
    </nav>
  )
}
