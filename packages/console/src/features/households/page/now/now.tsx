import { useQueries, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../../../app/api.ts'
import { useMay } from '../../../../app/session.ts'
import { Loaded, SkeletonCards } from '../../../../frame/index.ts'
import type { HouseholdView } from '../shapes.ts'
import { FactQuestions } from './fact-questions.tsx'
import { Gaps } from './gaps.tsx'
import { Needs } from './needs.tsx'
import { Plan } from './plan.tsx'
import { caseOf, factQuestionsOf, gapsOf, needsOf, signalsOf } from './queries.ts'
import { Questions } from './questions-panel.tsx'
import { Receipts } from './receipts.tsx'
import { Screening } from './screening.tsx'
import { Signals } from './signals.tsx'

const FIVE_MINUTES = 300_000

/** What is to be done now: gaps, needs, plan items due, questions worth asking; what it gets and could get. */
export function Now({ household }: { readonly household: HouseholdView }): ReactNode {
  const api = useApi()
  const may = (what: string) => household.may.includes(what)
  const readsFacts = useMay()('fact.readSensitive')
  const screening = useQuery({
    ...api.policies.screening.queryOptions({ input: { id: household.id } }),
    enabled: may('screening.read'),
    // Each reading stands in the ledger; changes at the household ask again by themselves.
    staleTime: FIVE_MINUTES,
  })
  // What is loading holds its place alone: parts that arrive one by one would push each other down.
  const parts = useQueries({
    queries: [
      { ...signalsOf(api, household.id), enabled: may('signal.read') },
      { ...factQuestionsOf(api, household.id), enabled: readsFacts },
      { ...gapsOf(api, household.id), enabled: may('gap.read') },
      { ...caseOf(api, household.id), enabled: may('case.read') },
      { ...needsOf(api, household.id), enabled: may('need.read') },
    ],
  })
  if (screening.isLoading || parts.some((part) => part.isLoading)) return <SkeletonCards cards={4} />
  return (
    <div className="lm-now">
      {may('signal.read') && <Signals household={household} />}
      {readsFacts && <FactQuestions householdId={household.id} />}
      {may('gap.read') && <Gaps household={household} />}
      {may('case.read') && <Plan household={household} />}
      {may('need.read') && <Needs household={household} />}
      {may('screening.read') && may('fact.record') && screening.data && (
        <Questions household={household} screening={screening.data} />
      )}
      <Receipts household={household} />
      {may('screening.read') && (
        <Loaded query={screening} skeleton={<SkeletonCards cards={2} />}>
          {(data) => <Screening household={household} screening={data} />}
        </Loaded>
      )}
    </div>
  )
}
