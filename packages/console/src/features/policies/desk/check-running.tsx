import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../../app/api.ts'
import { words } from './words.ts'

/** How far the check under way has come, and the way to stop it. */
export function CheckRunning(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const queries = useQueryClient()
  const progress = useQuery({
    ...api.policies.checking.queryOptions({ input: {} }),
    refetchInterval: 500,
    gcTime: 0,
    staleTime: 0,
  })
  const { state, ahead, done, total } = progress.data ?? { state: 'idle', ahead: 0, done: 0, total: 0 }
  const line =
    state === 'waiting' && ahead > 0
      ? say('checkAhead', { count: ahead })
      : state === 'running' && total > 0
        ? say('checkingOf', { done, total })
        : say('checking')
  return (
    <span className="lm-desk-running">
      <span>{line}</span>{' '}
      <Button
        size="small"
        onClick={() => void queries.cancelQueries({ queryKey: api.policies.checkFiles.key() })}
      >
        {say('stopCheck')}
      </Button>
    </span>
  )
}
