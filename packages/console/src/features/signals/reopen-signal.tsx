import { useWords } from '@lastmile/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useSession } from '../../app/session.ts'
import { AskDialog, textOf, useSaid } from '../../frame/index.ts'
import type { SignalRow } from './shapes.ts'
import { words } from './words.ts'

const LEADS = ['backbone', 'supervisor']

/** Takes back the end of a signal, with a reason: for its owner, and for those who lead. */
export function ReopenSignal({ signal }: { readonly signal: SignalRow }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  const said = useSaid()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  if (signal.owner?.id !== me.id && !LEADS.includes(me.role)) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('reopen')}
      </Button>
      {open && (
        <AskDialog
          title={say('reopenTitle', { name: signal.headName })}
          submit={say('reopen')}
          onClose={() => setOpen(false)}
          fields={[
            {
              name: 'reason',
              label: say('reopenWhy'),
              kind: 'area',
              required: true,
              maxLength: 300,
              extra: say('reopenText'),
            },
          ]}
          onSubmit={async (answers) => {
            await api.signals.reopen.call({
              id: signal.id,
              version: signal.version,
              reason: textOf(answers, 'reason') ?? '',
            })
            await queries.invalidateQueries()
            said.done(say('reopened'))
          }}
        />
      )}
    </>
  )
}
