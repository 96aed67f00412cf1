import type { ReactNode } from 'react'
import './bars.css'

/** One bar: what it is called and how long it is. */
export interface Bar<Key extends string> {
  readonly key: Key
  readonly label: string
  readonly count: number
}

/** Counts as rows of bars under a title; each can be chosen, and chosen away again. */
export function BarRows<Key extends string>({
  title,
  hint,
  bars,
  chosen,
  onChoose,
}: {
  readonly title: string
  /** What choosing a bar does. */
  readonly hint: string
  readonly bars: readonly Bar<Key>[]
  readonly chosen?: Key | undefined
  readonly onChoose: (key: Key | undefined) => void
}): ReactNode {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <section className="lm-bars" aria-label={title}>
      <h2>{title}</h2>
      {bars.map(({ key, label, count }) => (
        <button
          key={key}
          type="button"
          className="lm-bar-row"
          aria-pressed={chosen === key}
          title={hint}
          onClick={() => onChoose(chosen === key ? undefined : key)}
        >
          <span>{label}</span>
          <i style={{ width: `${Math.max(1, (100 * count) / most)}%` }} />
          <b>{count}</b>
        </button>
      ))}
    </section>
  )
}
