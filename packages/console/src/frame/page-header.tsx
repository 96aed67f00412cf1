import type { ReactNode } from 'react'

/** The head of a page: its name, one line about what is seen (count, scope), and its actions. */
export function PageHeader({
  title,
  line,
  actions,
}: {
  readonly title: ReactNode
  readonly line?: ReactNode
  readonly actions?: ReactNode
}): ReactNode {
  return (
    <header className="lm-page-header">
      <div>
        <h1>{title}</h1>
        {line !== undefined && <p className="lm-soft">{line}</p>}
      </div>
      {actions !== undefined && <div className="lm-row lm-page-actions">{actions}</div>}
    </header>
  )
}
