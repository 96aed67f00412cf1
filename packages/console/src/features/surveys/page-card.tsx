import { useWords } from '@lastmile/web-kit'
import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { hasMembersPart, newMembersPart, newQuestion, questionsIn } from './edit-form.ts'
import type { FormPageModel, Part } from './form-model.ts'
import { formWords } from './form-words.ts'
import { OrderButtons } from './order-buttons.tsx'
import { PartList } from './part-list.tsx'

/** One page of a form: its title and words, and its questions in order. */
export function PageCard({
  number,
  page,
  pages,
  onChange,
  onMove,
  onLeave,
  onRemove,
}: {
  readonly number: number
  readonly page: FormPageModel
  /** The whole form: names stay apart, and a question may wait for one of an earlier page. */
  readonly pages: readonly FormPageModel[]
  readonly onChange: (page: FormPageModel, about: string | null) => void
  readonly onMove: (by: 1 | -1) => void
  /** The first part goes to the page before, the last to the page after. */
  readonly onLeave: (part: Part, by: 1 | -1) => void
  readonly onRemove?: () => void
}): ReactNode {
  const say = useWords(formWords)
  const name = say('page', { n: number })
  const earlier = pages.slice(0, number - 1).flatMap(({ parts }) => parts)
  const mayGo = (by: 1 | -1) => pages[number - 1 + by] !== undefined
  const add = (part: Part) => onChange({ ...page, parts: [...page.parts, part] }, null)
  return (
    <section className="lm-form-page" aria-label={name}>
      <div className="lm-row">
        <h2>{name}</h2>
        {pages.length > 1 && (
          <OrderButtons
            name={name}
            ways={{
              up: mayGo(-1) ? () => onMove(-1) : undefined,
              down: mayGo(1) ? () => onMove(1) : undefined,
            }}
            onRemove={onRemove}
          />
        )}
      </div>
      <div className="lm-form-two">
        <div>
          <span>{say('pageTitle')}</span>
          <Input
            aria-label={say('pageTitle')}
            value={page.title}
            maxLength={100}
            onChange={(event) => onChange({ ...page, title: event.target.value }, `${page.key} title`)}
          />
        </div>
        <div>
          <span>{say('pageTitleEn')}</span>
          <Input
            aria-label={say('pageTitleEn')}
            value={page.titleEn}
            maxLength={100}
            onChange={(event) => onChange({ ...page, titleEn: event.target.value }, `${page.key} titleEn`)}
          />
        </div>
      </div>
      <div>
        <span>{say('pageHelp')}</span>
        <Input.TextArea
          aria-label={say('pageHelp')}
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={page.help}
          maxLength={500}
          onChange={(event) => onChange({ ...page, help: event.target.value }, `${page.key} help`)}
        />
      </div>
      <PartList
        parts={page.parts}
        first={earlier.length === 0 ? 0 : questionsIn(earlier).length}
        earlier={earlier}
        owner="household"
        mayLeave={mayGo}
        onLeave={onLeave}
        onChange={(parts, about) => onChange({ ...page, parts }, about)}
      />
      <div className="lm-row">
        <Button onClick={() => add(newQuestion(pages.flatMap(({ parts }) => parts)))}>
          {say('addQuestion')}
        </Button>
        {!hasMembersPart(pages) && (
          <Button onClick={() => add(newMembersPart(say('membersTitle')))}>{say('addMembers')}</Button>
        )}
      </div>
    </section>
  )
}
