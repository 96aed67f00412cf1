import { RELATIONS } from '@lastmile/domain'
import { type Lang, useLang, useText, useWords } from '@lastmile/web-kit'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { type FactEntry, factInWords } from '../../../frame/index.ts'
import { type Draft, type DraftColumn, translate } from './draft.ts'
import type { Tried } from './read-like-this.tsx'
import { words } from './words.ts'

type Value = string | number | boolean

const MOST_NUMBERS = 12

/** What a word of this column may be said to mean; null where words are not translated but read. */
function meanings(
  column: DraftColumn,
  fact: FactEntry | null,
  lang: Lang,
): { readonly value: Value; readonly label: string }[] | null {
  if (fact?.type === 'boolean')
    return [true, false].map((value) => ({ value, label: factInWords(fact, value, lang) ?? '' }))
  if (fact?.type === 'enum') return (fact.values ?? []).map((one) => ({ value: one.value, label: one[lang] }))
  if (fact?.type === 'integer' && (fact.max ?? Number.POSITIVE_INFINITY) <= MOST_NUMBERS) {
    const least = fact.min ?? 0
    return Array.from({ length: (fact.max ?? least) - least + 1 }, (_, at) => ({
      value: least + at,
      label: factInWords(fact, least + at, lang) ?? '',
    }))
  }
  if (column.target === 'person.sex')
    return lang === 'zh'
      ? [
          { value: '男', label: '男' },
          { value: '女', label: '女' },
        ]
      : [
          { value: '男', label: 'male' },
          { value: '女', label: 'female' },
        ]
  if (column.target === 'person.relation')
    return Object.values(RELATIONS).map((relation) => ({ value: relation.zh, label: relation[lang] }))
  return null
}

/** How a value that was read looks to people. */
function inWords(value: Value, column: DraftColumn, fact: FactEntry | null, lang: Lang): string {
  if (fact !== null) return factInWords(fact, value, lang) ?? String(value)
  if (column.target === 'person.sex') {
    const sexes = { male: { zh: '男', en: 'male' }, female: { zh: '女', en: 'female' } }
    return sexes[value as 'male' | 'female']?.[lang] ?? String(value)
  }
  if (column.target === 'person.relation')
    return RELATIONS[value as keyof typeof RELATIONS]?.[lang] ?? String(value)
  return String(value)
}

/** The different words of a column, how often each stands, what it becomes, and what it is said to mean. */
export function ColumnWords({
  column,
  tried,
  fact,
  draft,
  onDraft,
}: {
  readonly column: DraftColumn
  readonly tried: Tried['columns'][number]
  readonly fact: FactEntry | null
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const lang = useLang()
  const choices = meanings(column, fact, lang)
  const shown = choices === null ? tried.values.filter(({ problem }) => problem !== null) : tried.values
  if (shown.length === 0) return null
  return (
    <table className="lm-table lm-layout-words">
      <caption className="lm-hidden">{say('becomesTitle', { header: column.header })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('word')}</th>
          <th scope="col">{say('becomes')}</th>
          {choices && <th scope="col">{say('means')}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ text: word, count, becomes, problem }) => (
          <tr key={word}>
            <th scope="row">
              {word} <small className="lm-soft">{say('times', { count })}</small>
            </th>
            <td className={problem ? 'lm-late' : ''}>
              {problem
                ? text(problem)
                : becomes === null
                  ? say('nothing')
                  : inWords(becomes, column, fact, lang)}
            </td>
            {choices && (
              <td>
                <Select
                  aria-label={say('meaning', { word })}
                  value={choiceOf(column.values[word])}
                  options={[
                    { value: '', label: say('asRead') },
                    ...choices.map(({ value, label }) => ({ value: String(value), label })),
                  ]}
                  onChange={(chosen) => {
                    const meant = choices.find(({ value }) => String(value) === chosen)
                    onDraft(translate(draft, column.header, word, meant?.value ?? null))
                  }}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function choiceOf(value: Value | undefined): string {
  return value === undefined ? '' : String(value)
}
