import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { AskDialog, textOf, todayValue } from '../../../frame/index.ts'
import { splitVersion } from '../desk/split-version.ts'
import { words } from './words.ts'

/** Begins a draft over a policy's rule file, and opens it at the desk. */
export function EditRule({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const files = useQuery({ ...api.policies.files.queryOptions({ input: { id } }), enabled: open })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('edit')}</Button>
      {open && files.data && (
        <AskDialog
          title={say('editTitle', { name })}
          submit={say('begin')}
          onClose={() => setOpen(false)}
          fields={[
            {
              name: 'title',
              label: say('changeTitle'),
              kind: 'text',
              required: true,
              initial: say('editTitle', { name }),
            },
            { name: 'reason', label: say('editReason'), kind: 'area', required: true, maxLength: 2000 },
            {
              name: 'effectiveOn',
              label: say('effectiveOn'),
              kind: 'day',
              required: true,
              initial: todayValue(),
            },
            {
              name: 'split',
              label: say('split'),
              kind: 'yesno',
              initial: true,
              extra: say('splitExtra'),
            },
          ]}
          onSubmit={async (answers) => {
            const effectiveOn = textOf(answers, 'effectiveOn') ?? todayValue()
            const file = files.data.find((one) => one.path.endsWith(`/${id}/policy.yaml`))
            const begun = answers.split === true && file ? splitVersion(file.text, effectiveOn) : null
            const text = begun ?? file?.text ?? null
            const change = await api.policies.createChange.call({
              key: newId(),
              title: textOf(answers, 'title') ?? '',
              reason: textOf(answers, 'reason') ?? '',
              effectiveOn,
              files: file ? [{ path: file.path, text, base: file.hash }] : [],
            })
            await navigate({ to: '/policy-desk/changes/$changeId', params: { changeId: change.id } })
          }}
        />
      )}
    </>
  )
}
