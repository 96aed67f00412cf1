import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { KindWords } from './kind-words.tsx'
import { Questions } from './questions.tsx'
import { words } from './words.ts'

/** On the resident's own page: the questions that somebody asked to be answered, and kind words after that. */
export function OwnScales(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const queries = useQueryClient()
  const [answered, setAnswered] = useState<{ readonly callsAtOnce: boolean } | null>(null)
  const waiting = useQuery(api.assessment.ownScales.queryOptions())
  const [first] = waiting.data ?? []
  if (!answered && !first) return null
  return (
    <div className="lm-panel">
      {answered && <KindWords callsAtOnce={answered.callsAtOnce} handBack={false} />}
      {first && (
        <Questions
          key={first.id}
          asked={first}
          title={first.personName === null ? say('title') : say('forWhom', { name: first.personName })}
          onSend={async (answers) => {
            const { callsAtOnce } = await api.assessment.answerOwnScale.call({ id: first.id, answers })
            setAnswered((before) => ({ callsAtOnce: callsAtOnce || before?.callsAtOnce === true }))
            await queries.invalidateQueries()
          }}
        />
      )}
    </div>
  )
}
