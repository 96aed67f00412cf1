import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { useSession } from '../../app/session.ts'
import { AskReason } from '../../frame/index.ts'
import type { SignalRow } from './shapes.ts'
import { words } from './words.ts'

const LEADS = ['backbone', 'supervisor']

/** Takes back the end of a signal, with a reason: for its owner, and for those who lead. */
export function ReopenSignal({ signal }: { readonly signal: SignalRow }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const me = useSession()
  if (signal.owner?.id !== me.id && !LEADS.includes(me.role)) return null
  return (
    <AskReason
      small
      button={say('reopen')}
      title={say('reopenTitle', { name: signal.headName })}
      label={say('reopenWhy')}
      hint={say('reopenText')}
      most={300}
      done={say('reopened')}
      onReason={(reason) => api.signals.reopen.call({ id: signal.id, version: signal.version, reason })}
    />
  )
}
