import { newId, RELATIONS, type Relation } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { AskDialog, textOf, todayValue, useSaid } from '../../../frame/index.ts'
import { useRefresh } from './refresh.ts'
import type { HouseholdView } from './shapes.ts'
import { words } from './words.ts'

interface DialogProps {
  readonly household: HouseholdView
  readonly onClose: () => void
}

/** Adds a member to the household. */
export function AddMember({ household, onClose }: DialogProps): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const refresh = useRefresh()
  const [key] = useState(newId)
  return (
    <AskDialog
      title={say('addMember')}
      submit={say('save')}
      onClose={onClose}
      fields={[
        { name: 'name', label: say('memberName'), kind: 'text', required: true, maxLength: 50 },
        {
          name: 'relation',
          label: say('relation'),
          kind: 'choice',
          required: true,
          options: Object.entries(RELATIONS)
            .filter(([value]) => value !== 'head')
            .map(([value, label]) => ({ value, label: text(label) })),
        },
        { name: 'idNumber', label: say('idNumber'), kind: 'text', maxLength: 30 },
        { name: 'docMissingReason', label: say('idMissing'), kind: 'text', maxLength: 100 },
        { name: 'birthDate', label: say('birthDate'), kind: 'day' },
        { name: 'phone', label: say('phone'), kind: 'text', maxLength: 30 },
        { name: 'fromDate', label: say('since'), kind: 'day', required: true, initial: todayValue() },
      ]}
      onSubmit={async (answers) => {
        const name = textOf(answers, 'name') ?? ''
        await api.households.addMember.call({
          id: household.id,
          key,
          name,
          relation: (textOf(answers, 'relation') ?? 'other') as Relation,
          fromDate: textOf(answers, 'fromDate') ?? todayValue(),
          idNumber: textOf(answers, 'idNumber'),
          docMissingReason: textOf(answers, 'docMissingReason'),
          birthDate: textOf(answers, 'birthDate'),
          phone: textOf(answers, 'phone'),
        })
        await refresh()
        said.done(say('memberAdded', { name }))
      }}
    />
  )
}

const REASONS = ['moved', 'died', 'married', 'mistake'] as const
type Reason = (typeof REASONS)[number]

/** A member leaves the household. */
export function EndMember({ household, onClose }: DialogProps): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const refresh = useRefresh()
  const present = household.members.filter((member) => member.toDate === null)
  const label = (reason: Reason) => (reason === 'died' ? say('diedReason') : say(reason))
  return (
    <AskDialog
      title={say('endMember')}
      submit={say('save')}
      onClose={onClose}
      fields={[
        {
          name: 'personId',
          label: say('who'),
          kind: 'choice',
          required: true,
          options: present.map((member) => ({
            value: member.personId,
            label: `${member.name} · ${member.relation in RELATIONS ? text(RELATIONS[member.relation as Relation]) : member.relation}`,
          })),
        },
        {
          name: 'reason',
          label: say('whyLeft'),
          kind: 'choice',
          required: true,
          options: REASONS.map((value) => ({ value, label: label(value) })),
        },
        { name: 'toDate', label: say('day'), kind: 'day', required: true, initial: todayValue() },
      ]}
      onSubmit={async (answers) => {
        const personId = textOf(answers, 'personId') ?? ''
        await api.households.endMembership.call({
          id: household.id,
          personId,
          toDate: textOf(answers, 'toDate') ?? todayValue(),
          reason: (textOf(answers, 'reason') ?? 'moved') as Reason,
        })
        await refresh()
        said.done(
          say('memberEnded', { name: present.find((member) => member.personId === personId)?.name ?? '' }),
        )
      }}
    />
  )
}
