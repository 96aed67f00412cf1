import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { AskDialog, textOf, useSaid } from '../../../frame/index.ts'
import type { AssessmentView } from './shapes.ts'
import { words } from './words.ts'

/** The dialog in which a person decides the tier: the proposal as it is, or another with a reason. */
export function DecideDialog({
  householdId,
  assessment,
  onClose,
}: {
  readonly householdId: string
  readonly assessment: AssessmentView
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const seconding = assessment.state === 'second'
  const expected = seconding && assessment.tier ? assessment.tier : assessment.proposed
  return (
    <AskDialog
      title={say(seconding ? 'second' : 'confirm')}
      intro={<p>{say('confirmIntro', { tier: text(assessment.proposed.name) })}</p>}
      submit={say(seconding ? 'second' : 'confirm')}
      onClose={onClose}
      fields={[
        {
          name: 'tier',
          label: say('chooseTier'),
          kind: 'choice',
          required: true,
          initial: String(expected.tier),
          options: assessment.tiers.map((one) => ({ value: String(one.tier), label: text(one.name) })),
        },
        { name: 'reason', label: say('reason'), kind: 'area', maxLength: 500 },
      ]}
      onSubmit={async (answers) => {
        const reason = textOf(answers, 'reason')
        const { state, dueOn } = await api.assessment.confirm.call({
          id: householdId,
          version: assessment.version,
          tier: Number(textOf(answers, 'tier')),
          ...(reason ? { reason } : {}),
        })
        await queries.invalidateQueries()
        said.done(state === 'second' ? say('doneSecond') : say('doneSettled', { day: dueOn ?? '' }))
      }}
    />
  )
}
