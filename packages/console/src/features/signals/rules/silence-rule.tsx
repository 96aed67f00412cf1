import { newId } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { AskDialog, textOf, todayValue, useSaid } from '../../../frame/index.ts'
import type { RuleView } from '../shapes.ts'
import { words } from './words.ts'

/** Proposes to put a rule to rest until a day, or to retire it. */
export function SilenceRule({
  rule,
  onClose,
}: {
  readonly rule: RuleView
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [key] = useState(newId)
  return (
    <AskDialog
      title={say('silenceTitle', { rule: text(rule.name) })}
      submit={say('propose')}
      onClose={onClose}
      fields={[
        {
          name: 'untilDay',
          label: say('until'),
          kind: 'day',
          earliest: todayValue(),
          extra: say('untilText'),
        },
        { name: 'reason', label: say('reasonOf'), kind: 'area', required: true, maxLength: 500 },
      ]}
      onSubmit={async (answers) => {
        const untilDay = textOf(answers, 'untilDay')
        await api.signals.proposeChange.call({
          rule: rule.rule,
          key,
          kind: untilDay === undefined ? 'retire' : 'rest',
          ...(untilDay === undefined ? {} : { untilDay }),
          reason: textOf(answers, 'reason') ?? '',
        })
        await queries.invalidateQueries()
        said.done(say('proposedDone'))
      }}
    />
  )
}
