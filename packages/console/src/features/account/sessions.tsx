import { useWords } from '@lastmile/web-kit'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { queryClient, useApi } from '../../app/api.ts'
import { Loaded, Moment, SkeletonRows, useSaid } from '../../frame/index.ts'
import { deviceOf } from './device-name.ts'
import { words } from './words.ts'

/** Every open session of the account, and the way to end one. */
export function Sessions(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const sessions = useQuery(api.identity.sessions.queryOptions())
  const end = useMutation(
    api.identity.revokeSession.mutationOptions({
      onSuccess: async () => {
        said.done(say('ended'))
        await queryClient.invalidateQueries({ queryKey: api.identity.sessions.key() })
      },
      onError: said.failed,
    }),
  )
  return (
    <>
      <p className="lm-soft">{say('sessionsText')}</p>
      <Loaded query={sessions} skeleton={<SkeletonRows rows={2} />}>
        {(list) => (
          <ul className="lm-sessions">
            {list.map((session) => {
              const device = deviceOf(session.userAgent)
              const name = device ? say('on', device) : say('unknownDevice')
              return (
                <li key={session.id}>
                  <div>
                    <b>{name}</b>
                    {session.current && <span className="lm-session-this">{say('thisOne')}</span>}
                    <div className="lm-soft">
                      {say('since')} <Moment at={session.createdAt} /> · {say('seen')}{' '}
                      <Moment at={session.lastSeenAt} />
                      {session.ip !== null && ` · ${session.ip}`}
                    </div>
                  </div>
                  {!session.current && (
                    <Button
                      aria-label={say('endOne', { device: name })}
                      loading={end.isPending && end.variables.id === session.id}
                      onClick={() => end.mutate({ id: session.id })}
                    >
                      {say('end')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
    </>
  )
}
