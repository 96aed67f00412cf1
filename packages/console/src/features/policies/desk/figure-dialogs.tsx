import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { AskDialog, numberOf, textOf, useSaid } from '../../../frame/index.ts'
import { useFigureInWords } from '../unit-words.ts'
import { words } from './words.ts'

/** A value of a figure as lists show it. */
export interface FigureValue {
  readonly path: string
  readonly name: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly value: number
  readonly unit: string
  readonly from: string | null
}

/** Gives a figure a new value from a day on: a draft begins, and its page opens. */
export function EditFigure({
  figure,
  onClose,
}: {
  readonly figure: FigureValue
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return (
    <AskDialog
      title={text(figure.label)}
      submit={say('change')}
      onClose={onClose}
      fields={[
        {
          name: 'value',
          label: say('newValue', { unit: figure.unit }),
          kind: 'number',
          required: true,
          initial: figure.value,
        },
        { name: 'from', label: say('from'), kind: 'day', required: true },
        {
          name: 'verified',
          label: say('sure'),
          kind: 'choice',
          required: true,
          initial: 'verified',
          options: [
            { value: 'verified', label: say('verified') },
            { value: 'second-hand', label: say('secondHand') },
            { value: 'unverified', label: say('unverified') },
          ],
        },
        { name: 'source', label: say('sourceSeen'), kind: 'text', required: true, maxLength: 500 },
        { name: 'reason', label: say('reason'), kind: 'area', maxLength: 2000 },
      ]}
      onSubmit={async (answers) => {
        const value = numberOf(answers, 'value') ?? 0
        const from = textOf(answers, 'from') ?? ''
        const source = textOf(answers, 'source') ?? ''
        const change = await api.policies.editFigure.call({
          key: newId(),
          title: `${figure.label.zh}：${from} 起 ${value}${figure.unit}`.slice(0, 100),
          reason: textOf(answers, 'reason') ?? source,
          path: figure.path,
          name: figure.name,
          value,
          from,
          verified: (textOf(answers, 'verified') ?? 'unverified') as 'verified',
          source,
        })
        await queries.invalidateQueries()
        said.done(say('begun'))
        await navigate({ to: '/policy-desk/changes/$changeId', params: { changeId: change.id } })
      }}
    />
  )
}

/** A named official says that they saw a figure at its source. */
export function ConfirmFigure({
  figure,
  onClose,
}: {
  readonly figure: FigureValue
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const inWords = useFigureInWords()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  return (
    <AskDialog
      title={text(figure.label)}
      intro={<p>{say('confirmIntro', { value: inWords(figure.value, figure.unit) })}</p>}
      submit={say('confirmIt')}
      onClose={onClose}
      fields={[{ name: 'source', label: say('sourceSeen'), kind: 'text', required: true, maxLength: 500 }]}
      onSubmit={async (answers) => {
        await api.policies.confirmFigure.call({
          key: newId(),
          path: figure.path,
          name: figure.name,
          from: figure.from,
          value: figure.value,
          source: textOf(answers, 'source') ?? '',
        })
        await queries.invalidateQueries()
        said.done(say('confirmed'))
      }}
    />
  )
}
