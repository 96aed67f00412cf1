import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { words } from './words.ts'

function places(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function Waiting({
  className,
  children,
}: {
  readonly className: string
  readonly children: ReactNode
}): ReactNode {
  const say = useWords(words)
  return (
    <div className={`lm-skeleton ${className}`} role="status">
      <span className="lm-hidden">{say('loading')}</span>
      {children}
    </div>
  )
}

/** Grey lines where text will stand. */
export function SkeletonLines({ lines = 4 }: { readonly lines?: number }): ReactNode {
  return (
    <Waiting className="lm-skeleton-lines">
      {places(lines).map((line) => (
        <i key={line} style={{ width: `${[92, 78, 85, 60][line % 4]}%` }} />
      ))}
    </Waiting>
  )
}

/** Grey rows where a list will stand, as high as its rows. */
export function SkeletonRows({ rows = 8 }: { readonly rows?: number }): ReactNode {
  return (
    <Waiting className="lm-skeleton-rows">
      {places(rows).map((row) => (
        <i key={row} />
      ))}
    </Waiting>
  )
}

/** Grey cards where cards will stand. */
export function SkeletonCards({ cards = 3 }: { readonly cards?: number }): ReactNode {
  return (
    <Waiting className="lm-skeleton-cards">
      {places(cards).map((card) => (
        <i key={card} />
      ))}
    </Waiting>
  )
}
