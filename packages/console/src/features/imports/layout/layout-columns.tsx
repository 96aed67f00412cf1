import { useLang, useWords } from '@lastmile/web-kit'
import { type ReactNode, useMemo } from 'react'
import { useFacts } from '../../../frame/index.ts'
import { ColumnCard } from './column-card.tsx'
import type { Draft, File } from './draft.ts'
import type { Tried } from './read-like-this.tsx'
import { allTargets } from './target-options.ts'
import { words } from './words.ts'

/** Every column of the file with its first cells, and the field that it goes to. */
export function LayoutColumns({
  draft,
  file,
  tried,
  onDraft,
}: {
  readonly draft: Draft
  readonly file: File
  readonly tried: Tried | undefined
  readonly onDraft: (draft: Draft) => void
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const facts = useFacts()
  const groups = useMemo(
    () =>
      allTargets(file, facts, lang, {
        likely: say('groupLikely'),
        who: say('groupWho'),
        benefit: say('groupBenefit'),
        household: say('groupHousehold'),
        person: say('groupPerson'),
        sensitive: say('sensitive'),
        types: {
          boolean: say('typeBoolean'),
          money: say('typeMoney'),
          integer: say('typeInteger'),
          ratio: say('typeRatio'),
          date: say('typeDate'),
          enum: say('typeEnum'),
          string: say('typeString'),
        },
      }),
    [file, facts, lang, say],
  )
  return (
    <section>
      <h2>{say('columns')}</h2>
      <p className="lm-soft">
        {say('columnsLine')} {say('protectedLine')}
      </p>
      <ol className="lm-layout-columns">
        {file.columns.map((column) => (
          <ColumnCard
            key={column.header}
            column={column}
            mapped={draft.columns.find(({ header }) => header === column.header) ?? null}
            groups={groups}
            units={file.units}
            tried={tried?.columns.find(({ header }) => header === column.header) ?? null}
            draft={draft}
            onDraft={onDraft}
          />
        ))}
      </ol>
    </section>
  )
}
