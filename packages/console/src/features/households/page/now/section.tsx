import { type ReactNode, useId } from 'react'

/** One part of "现在": a heading with its number, and what stands below. */
export function Section({
  title,
  count,
  aside,
  children,
}: {
  readonly title: string
  readonly count?: number
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section className="lm-now-part" aria-labelledby={id}>
      <div className="lm-row lm-now-head">
        <h2 id={id}>
          {title}
          {count !== undefined && count > 0 && <span className="lm-count">{count}</span>}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
