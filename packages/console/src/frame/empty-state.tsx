import type { ReactNode } from 'react'

/** Nothing here: says so, teaches the first step, and offers it. */
export function EmptyState({
  title,
  text,
  action,
}: {
  readonly title: string
  readonly text?: ReactNode
  readonly action?: ReactNode
}): ReactNode {
  return (
    <div className="lm-empty">
      <h2>{title}</h2>
      {text !== undefined && <p className="lm-soft">{text}</p>}
      {action !== undefined && <div className="lm-row">{action}</div>}
    </div>
  )
}
