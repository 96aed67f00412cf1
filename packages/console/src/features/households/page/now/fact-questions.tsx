import { useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../../../app/api.ts'
import { QuestionCard } from '../../../visits/questions/question-card.tsx'
import { factQuestionsOf } from './queries.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

/** Facts of this family of which several say different things. Nothing is shown where nothing is open. */
export function FactQuestions({ householdId }: { readonly householdId: string }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { data } = useQuery(factQuestionsOf(api, householdId))
  if (!data || data.total === 0) return null
  return (
    <Section title={say('factQuestions')} count={data.total}>
      <div className="lm-cards">
        {data.items.map((question) => (
          <QuestionCard key={question.id} question={question} ofFamily />
        ))}
      </div>
    </Section>
  )
}
