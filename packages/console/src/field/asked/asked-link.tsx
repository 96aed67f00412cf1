import { legalDateAt } from '@lastmile/domain'
import type { SurveyRequest } from '@lastmile/field'
import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { HumanDay } from '../../frame/index.ts'
import { useStored } from '../field-context.tsx'
import { askedWords } from './asked-words.ts'

/** The form that a campaign asks to fill in at a household, by when, and whether somebody was there in vain. */
export function AskedLink({ request }: { readonly request: SurveyRequest }): ReactNode {
  const say = useWords(askedWords)
  const { householdId, formId, title, dueOn, triedAt } = request
  const begun = useStored(
    async ({ store }) => (await store.draft({ householdId, formId })) !== null,
    `${householdId} ${formId}`,
  )
  return (
    <div className="lf-asked">
      <Link
        to="/field/visit/$householdId"
        params={{ householdId }}
        search={{ form: formId }}
        className="lf-button"
      >
        {say(begun ? 'goOn' : 'fill', { title })}
      </Link>
      <span className="lf-soft">
        <HumanDay day={dueOn} due />
        {triedAt && ` · ${say('tried', { day: legalDateAt(new Date(triedAt)) })}`}
      </span>
    </div>
  )
}
