import type { NeedSummary } from '@lastmile/contract'
import { NEED_CATEGORIES, type NeedCategory, ROOT_CAUSES, type RootCause } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { BarRows } from '../../frame/index.ts'
import './needs.css'
import { words } from './words.ts'

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
      <BarRows
        title={say('byCategory')}
        chosen={category}
        hint={say('pictureHint')}
        onChoose={onCategory}
        bars={summary.categories.map(({ category: key, needs }) => ({
          key: key as NeedCategory,
          label: text(NEED_CATEGORIES[key as NeedCategory] ?? { zh: key, en: key }),
          count: needs,
        }))}
      />
      <BarRows
        title={say('byCause')}
        chosen={cause}
        hint={say('pictureHint')}
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
