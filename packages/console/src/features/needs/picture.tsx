import type { NeedSummary } from '@lastmile/contract'
import { NEED_CATEGORIES, type NeedCategory, ROOT_CAUSES, type RootCause } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import './needs.css'
import { words } from './words.ts'

interface Bar<Key extends string> {
  readonly key: Key
  readonly label: string
  readonly count: number
}

/** The needs of the list as two rows of bars; each narrows the list, and widens it again. */
export function NeedPicture({
  summary,
  category,
  cause,
  onCategory,
  onCause,
}: {
  readonly summary: z.infer<typeof NeedSummary>
  readonly category: NeedCategory | undefined
  readonly cause: RootCause | undefined
  readonly onCategory: (category: NeedCategory | undefined) => void
  readonly onCause: (cause: RootCause | undefined) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <div className="lm-need-picture">
      <Bars
        title={say('byCategory')}
        chosen={category}
        onChoose={onCategory}
        bars={summary.categories.map(({ category: key, needs }) => ({
          key: key as NeedCategory,
          label: text(NEED_CATEGORIES[key as NeedCategory] ?? { zh: key, en: key }),
          count: needs,
        }))}
      />
      <Bars
        title={say('byCause')}
        chosen={cause}
        onChoose={onCause}
        bars={summary.causes.map(({ cause: key, needs }) => ({
          key: key as RootCause,
          label: text(ROOT_CAUSES[key as RootCause] ?? { zh: key, en: key }),
          count: needs,
        }))}
      />
    </div>
  )
}

function Bars<Key extends string>({
  title,
  bars,
  chosen,
  onChoose,
}: {
  readonly title: string
  readonly bars: readonly Bar<Key>[]
  readonly chosen: Key | undefined
  readonly onChoose: (key: Key | undefined) => void
}): ReactNode {
  const say = useWords(words)
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {bars.map(({ key, label, count }) => (
        <button
          key={key}
          type="button"
          className="lm-need-bar"
          aria-pressed={chosen === key}
          aria-label={say('barOf', { name: label, count })}
          title={say('pictureHint')}
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
