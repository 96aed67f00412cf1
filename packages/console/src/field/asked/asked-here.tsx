import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { useStored } from '../field-context.tsx'
import { requestsOnPhone } from '../store/requests-on-phone.ts'
import { AskedLink } from './asked-link.tsx'
import { askedWords } from './asked-words.ts'

/** What campaigns ask about one household; nothing where none does. */
export function AskedHere({ householdId }: { readonly householdId: string }): ReactNode {
  const say = useWords(askedWords)
  const requests = useStored(
    async ({ store }) => (await requestsOnPhone(store)).filter((one) => one.householdId === householdId),
    householdId,
  )
  if (!requests || requests.length === 0) return null
  return (
    <section className="lf-card">
      <h2>{say('title')}</h2>
      {requests.map((request) => (
        <AskedLink key={request.campaignId} request={request} />
      ))}
    </section>
  )
}
