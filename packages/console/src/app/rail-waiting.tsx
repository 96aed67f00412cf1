import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from './api.ts'
import { words } from './words.ts'

const A_MINUTE = 60_000

/** How many questions between several truths wait for somebody, beside the name of their page. */
export function RailWaiting(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { data } = useQuery({
    ...api.visits.questionSummary.queryOptions({ input: {} }),
    staleTime: A_MINUTE,
  })
  if (!data || data.open === 0) return null
  return (
    <>
      {' '}
      <span className="lm-count">
        {data.open}
        <span className="lm-hidden"> {say('waiting')}</span>
      </span>
    </>
  )
}
