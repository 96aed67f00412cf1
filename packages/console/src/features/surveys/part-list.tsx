import { useWords } from '@lastmile/web-kit'
import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { moved, newQuestion, questionsIn, replaced } from './edit-form.ts'
import { isQuestion, isRepeat, type Part, type Question, type Repeat } from './form-model.ts'
import { formWords } from './form-words.ts'
import { OrderButtons, type Ways } from './order-buttons.tsx'
import { QuestionCard } from './question-card.tsx'

/** Parts of a page or of a repeated part, in order, each to be changed, moved and taken away. */
export function PartList({
  parts,
  first,
  earlier,
  owner,
  mayLeave,
  onLeave,
  onChange,
}: {
  readonly parts: readonly Part[]
  /** How many questions stand before them. */
  readonly first: number
  readonly earlier: readonly Part[]
  /** Whose facts can be asked for. */
  readonly owner: 'household' | 'person'
  /** Whether there is a page before (-1) or after (1), to which the outermost part may go. */
  readonly mayLeave?: (by: 1 | -1) => boolean
  readonly onLeave?: (part: Part, by: 1 | -1) => void
  readonly onChange: (parts: readonly Part[], about: string | null) => void
}): ReactNode {
  const say = useWords(formWords)
  const prefix = owner === 'person' ? 'panel.' : ''
  return parts.map((part, at) => {
    const before = parts.slice(0, at)
    const number = first + questionsIn(before).length + 1
    const way = (by: 1 | -1) =>
      parts[at + by] !== undefined
        ? () => onChange(moved(parts, at, by), null)
        : mayLeave?.(by)
          ? () => onLeave?.(part, by)
          : undefined
    const ways = { up: way(-1), down: way(1) }
    const remove = () =>
      onChange(
        parts.filter((_, index) => index !== at),
        null,
      )
    if (isQuestion(part))
      return (
        <QuestionCard
          key={part.key}
          number={number}
          question={part}
          owner={owner}
          others={[...earlier, ...before]
            .filter(isQuestion)
            .map((one) => ({ ...one, name: `${prefix}${one.name}` }))}
          onChange={(next) => onChange(replaced(parts, at, next), aboutOf(part, next))}
          ways={ways}
          onRemove={remove}
        />
      )
    if (isRepeat(part))
      return (
        <RepeatCard
          key={part.key}
          part={part}
          first={number - 1}
          onChange={(next, about) => onChange(replaced(parts, at, next), about)}
          ways={ways}
          onRemove={remove}
        />
      )
    return (
      <p key={part.key} className="lm-card lm-soft">
        {say('keptPart', { name: String(part.kept.name ?? '') })}
      </p>
    )
  })
}

/** Letters typed into one field are one step to undo; everything else is a step of its own. */
function aboutOf(before: Question, after: Question): string | null {
  const typed = (
    ['title', 'titleEn', 'help', 'choices', 'min', 'max', 'pattern', 'patternText'] as const
  ).filter((field) => before[field] !== after[field])
  return typed.length === 1 && before.kind === after.kind ? `${before.key} ${typed[0]}` : null
}

function RepeatCard({
  part,
  first,
  onChange,
  ways,
  onRemove,
}: {
  readonly part: Repeat
  readonly first: number
  readonly onChange: (part: Repeat, about: string | null) => void
  readonly ways: Ways
  readonly onRemove: () => void
}): ReactNode {
  const say = useWords(formWords)
  const name = say('repeat')
  const add = () => {
    onChange({ ...part, each: [...part.each, newQuestion(part.each, 'm')] }, null)
  }
  return (
    <section className="lm-card lm-form-repeat" aria-label={name}>
      <div className="lm-row">
        <b>{name}</b>
        <OrderButtons name={name} ways={ways} onRemove={onRemove} />
      </div>
      <p className="lm-soft">{say('repeatLine')}</p>
      <div>
        <span>{say('repeatTitle')}</span>
        <Input
          aria-label={say('repeatTitle')}
          value={part.title}
          maxLength={100}
          onChange={(event) => onChange({ ...part, title: event.target.value }, `${part.key} title`)}
        />
      </div>
      <PartList
        parts={part.each}
        first={first}
        earlier={[]}
        owner="person"
        onChange={(each, about) => onChange({ ...part, each }, about)}
      />
      <div>
        <Button onClick={add}>{say('addInRepeat')}</Button>
      </div>
    </section>
  )
}
