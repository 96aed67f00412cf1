import type { ReactNode } from 'react'

/** A state in words beside a heading; `waits` marks one that somebody has to do something about. */
export function StateTag({
  children,
  waits = false,
}: {
  readonly children: ReactNode
  readonly waits?: boolean
}): ReactNode {
  return (
    <small className="lm-state" data-waits={waits}>
      {children}
    </small>
  )
}
