import type { Gap } from '@lastmile/contract'
import { DISMISS_REASONS, ROOT_CAUSES } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { AskDialog, textOf, useSaid } from '../../frame/index.ts'
import { words } from './words.ts'

type GapView = Pick<z.infer<typeof Gap>, 'id' | 'version' | 'headName' | 'policyName'>

/** Confirms a gap: it becomes a need of the household, with root cause, urgency and the own words. */
export function ConfirmGap({
  gap,
  onClose,
}: {
  readonly gap: GapView
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  return (
    <AskDialog
      title={say('confirmTitle', { name: gap.headName, policy: text(gap.policyName) })}
      submit={say('confirm')}
      onClose={onClose}
      fields={[
        {
          name: 'rootCause',
          label: say('rootCause'),
          kind: 'choice',
          options: Object.entries(ROOT_CAUSES).map(([value, label]) => ({ value, label: text(label) })),
        },
        {
          name: 'urgency',
          label: say('urgency'),
          kind: 'choice',
          initial: '2',
          options: [
            { value: '1', label: say('urgent1') },
            { value: '2', label: say('urgent2') },
            { value: '3', label: say('urgent3') },
          ],
        },
        { name: 'ownWords', label: say('ownWords'), kind: 'area' },
        { name: 'consent', label: say('consent'), kind: 'yesno' },
      ]}
      onSubmit={async (answers) => {
        const { caseId } = await api.policies.confirmGap.call({
          id: gap.id,
          version: gap.version,
          rootCause: textOf(answers, 'rootCause'),
          urgency: Number(textOf(answers, 'urgency') ?? 2),
          ownWords: textOf(answers, 'ownWords'),
          ...(typeof answers.consent === 'boolean' ? { consent: answers.consent } : {}),
        })
        await queries.invalidateQueries()
        said.done(say('confirmed'), undefined, { label: say('toCase'), to: `/cases/${caseId}` })
      }}
    />
  )
}

/** Dismisses a gap with a reason from the fixed list; can be undone. */
export function DismissGap({
  gap,
  onClose,
}: {
  readonly gap: GapView
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const reasons = Object.entries(DISMISS_REASONS)
  return (
    <AskDialog
      title={say('confirmTitle', { name: gap.headName, policy: text(gap.policyName) })}
      submit={say('dismiss')}
      onClose={onClose}
      fields={[
        {
          name: 'reason',
          label: say('reason'),
          kind: 'choice',
          required: true,
          options: reasons.map(([value, label]) => ({ value, label: text(label) })),
        },
        { name: 'note', label: say('note'), kind: 'area', maxLength: 500 },
      ]}
      onSubmit={async (answers) => {
        const reason = textOf(answers, 'reason') as keyof typeof DISMISS_REASONS
        const dismissed = await api.policies.dismissGap.call({
          id: gap.id,
          version: gap.version,
          reason,
          note: textOf(answers, 'note'),
        })
        await queries.invalidateQueries()
        said.done(say('dismissed'), async () => {
          await api.policies.undoDismiss.call({ id: dismissed.id, version: dismissed.version })
          await queries.invalidateQueries()
        })
      }}
    />
  )
}
