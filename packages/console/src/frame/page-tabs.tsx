import { useText } from '@lastmile/web-kit'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface PageTab {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: { readonly zh: string; readonly en: string }
}

/** The pages of one subject, as tabs above each of them; nothing where there is but one. */
export function PageTabs({
  label,
  tabs,
}: {
  readonly label: { readonly zh: string; readonly en: string }
  readonly tabs: readonly PageTab[]
}): ReactNode {
  const text = useText()
  if (tabs.length < 2) return null
  return (
    <nav className="lm-page-tabs" aria-label={text(label)}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }}>
          {text(tab.label)}
        </Link>
      ))}
    </nav>
  )
}
